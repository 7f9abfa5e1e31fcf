package org.imgmill.spark;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.input_file_block_start;
import static org.apache.spark.sql.functions.input_file_name;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.monotonically_increasing_id;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.udf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.imgmill.catalogue.Catalogue;
import org.imgmill.catalogue.CatalogueHeader;
import org.imgmill.catalogue.CatalogueRow;
import org.imgmill.catalogue.CatalogueSink;
import org.imgmill.catalogue.Dialect;
import org.imgmill.catalogue.Problem;
import org.imgmill.catalogue.Reading;

/// Parquet and JSON lines, which Spark reads and which have names for their columns; what is in
/// them is found by the rules for catalogues, from some rows.
record ScanTable(Dataset<Row> table, Mapped mapped) implements Scan {

    /// Rows that tell columns of images from others.
    private static final int SAMPLE = 200;

    private static final CatalogueHeader ONE_CELL =
            new CatalogueHeader(List.of("images"), -1, -1, 0, Dialect.PLAIN);

    private static final UserDefinedFunction SPLIT =
            udf(
                    (UDF1<String, List<String>>)
                            cell -> cell == null ? List.of() : ONE_CELL.urlsOf(new String[] {cell}),
                    DataTypes.createArrayType(DataTypes.StringType));

    @Override
    public Dataset<Row> rows() throws IOException {
        List<Column> images =
                found().imageColumns().stream().map(this::urls).collect(Collectors.toList());
        Column each = array(images.toArray(Column[]::new));
        return table.select(
                input_file_name().as("file"),
                input_file_block_start().as("block"),
                monotonically_increasing_id().as("at"),
                flatten(each).as("urls"),
                transform(each, urls -> size(urls)).as("counts"),
                struct(Stream.of(table.columns()).map(ScanTable::named).toArray(Column[]::new))
                        .as("row"),
                lit(null).cast("string").as("note"));
    }

    private Column urls(int column) {
        String name = table.columns()[column];
        DataType type = table.schema().fields()[column].dataType();
        if (type instanceof ArrayType list && list.elementType().equals(DataTypes.StringType)) {
            return coalesce(named(name), array().cast("array<string>"));
        }
        if (!type.equals(DataTypes.StringType)) {
            throw new Options.Wrong(
                    "The column %s holds %s, neither texts nor lists of texts."
                            .formatted(name, type.simpleString()));
        }
        return SPLIT.apply(named(name));
    }

    /// A dot in a name separates nothing.
    private static Column named(String name) {
        return col("`" + name.replace("`", "``") + "`");
    }

    @Override
    public CatalogueHeader header(List<Note> notes) {
        try {
            return found();
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory does not fail", e);
        }
    }

    private CatalogueHeader found() throws IOException {
        byte[] sample = sample().getBytes(StandardCharsets.UTF_8);
        var options = mapped.forSample().options();
        CatalogueSink<RuntimeException> nothing = (CatalogueRow row) -> {};
        return switch (Catalogue.read(new ByteArrayInputStream(sample), options, nothing)) {
            case Reading.Read read -> read.header();
            case Reading.Refused refused ->
                    throw new Options.Wrong(
                            refused.problems().first().stream()
                                    .map(Problem::message)
                                    .collect(Collectors.joining(" ")));
        };
    }

    private String sample() {
        var csv = new StringBuilder();
        csv.append(line(Stream.of(table.columns())));
        for (Row row : table.takeAsList(SAMPLE)) {
            csv.append(line(Stream.of(table.columns()).map(name -> cell(row.getAs(name)))));
        }
        return csv.toString();
    }

    static String cell(@org.jspecify.annotations.Nullable Object value) {
        return switch (value) {
            case null -> "";
            case scala.collection.Seq<?> list ->
                    scala.jdk.javaapi.CollectionConverters.asJava(list).stream()
                            .map(String::valueOf)
                            .collect(Collectors.joining("\n"));
            default -> value.toString();
        };
    }

    private static String line(Stream<String> cells) {
        return cells.map(cell -> '"' + cell.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(",", "", "\r\n"));
    }
}
