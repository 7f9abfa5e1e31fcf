package org.imgmill.spark;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/// The columns of endings: of images as lines of the journal have them, and of outputs, in the
/// order in which results have them.
final class JournalTable {

    /// Of one output.
    private static final StructType OUTPUT =
            new StructType()
                    .add("output", DataTypes.StringType)
                    .add("name", DataTypes.StringType)
                    .add("shard", DataTypes.StringType)
                    .add("offset", DataTypes.LongType)
                    .add("length", DataTypes.LongType)
                    .add("sha256", DataTypes.StringType)
                    .add("format", DataTypes.StringType)
                    .add("width", DataTypes.IntegerType)
                    .add("height", DataTypes.IntegerType)
                    .add("code", DataTypes.StringType)
                    .add("http_status", DataTypes.IntegerType)
                    .add("sentence", DataTypes.StringType)
                    .add("detail", DataTypes.StringType);

    /// Of one image; `name` is what it is called, with a place for the output's name. Where it has
    /// one output without a name, that stands in the line itself; several are in `outputs`, and
    /// `code` is that of the first that could not be made.
    static final StructType LINE = line();

    private JournalTable() {}

    private static StructType line() {
        var line =
                new StructType()
                        .add("run", DataTypes.StringType)
                        .add("key", DataTypes.StringType)
                        .add("url", DataTypes.StringType)
                        .add("bytes_in", DataTypes.LongType)
                        .add("ms", DataTypes.IntegerType);
        for (StructField field : OUTPUT.fields()) {
            line = line.add(field);
        }
        return line.add("outputs", DataTypes.createArrayType(OUTPUT));
    }

    /// A row for each output of each image.
    static Dataset<Row> rows(Dataset<Row> lines) {
        Column only =
                struct(Stream.of(OUTPUT.fieldNames()).map(n -> col(n)).toArray(Column[]::new));
        return lines.withColumn(
                        "partial",
                        coalesce(
                                expr("code is not null and exists(outputs, o -> o.code is null)"),
                                lit(false)))
                .withColumn("one", explode(coalesce(col("outputs"), array(only))))
                .select(
                        col("run"),
                        col("key"),
                        col("one.output"),
                        col("one.name"),
                        col("url"),
                        col("one.shard"),
                        col("one.offset"),
                        col("one.length"),
                        col("one.sha256"),
                        col("one.format"),
                        col("one.width"),
                        col("one.height"),
                        col("bytes_in"),
                        col("one.code"),
                        col("one.http_status"),
                        col("one.sentence"),
                        col("one.detail"),
                        col("ms"),
                        col("partial"));
    }
}
