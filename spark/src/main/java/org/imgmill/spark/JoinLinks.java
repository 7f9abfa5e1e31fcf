package org.imgmill.spark;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_repeat;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.posexplode;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/// The rows of a catalogue with the links to the outputs of their images: a column for each output,
/// in it a list with a place for each image of the row.
///
/// @param all rows as they were scanned
/// @param results of the images, by their keys
record JoinLinks(Settings settings, Dataset<Row> all, Dataset<Row> results) {

    /// Followed by the number of an output.
    private static final String LINKS = "links of output ";

    /// Rows that are none, such as notes, are left out; an image that failed has an empty place.
    Dataset<Row> rows() {
        var rows = all.filter(col("note").isNull());
        var of = settings;
        var key =
                udf(
                        (UDF1<String, String>)
                                text -> text.isBlank() ? "" : PlanImages.image(of, text).key(),
                        DataTypes.StringType);
        var places =
                rows.select(
                                col("file"),
                                col("block"),
                                col("at"),
                                posexplode(col("urls")).as(new String[] {"position", "text"}))
                        .withColumn("key", key.apply(col("text")));
        Column none = array_repeat(lit(""), settings.outputs().size());
        var outputs =
                places.join(linksByKey(), "key")
                        .unionByName(places.filter("key = ''").withColumn("links", none))
                        .groupBy("file", "block", "at")
                        .agg(
                                array_sort(collect_list(struct(col("position"), col("links"))))
                                        .as("places"));
        var joined =
                rows.join(
                        outputs,
                        scala.jdk.javaapi.CollectionConverters.asScala(
                                        List.of("file", "block", "at"))
                                .toSeq(),
                        "left");
        for (int i = 0; i < settings.outputs().size(); i++) {
            int output = i;
            Column links =
                    transform(col("places"), place -> place.getField("links").getItem(output));
            joined = joined.withColumn(LINKS + i, coalesce(links, array().cast("array<string>")));
        }
        return joined.drop("places");
    }

    /// For each image a list of links, one of each output, in their order.
    private Dataset<Row> linksByKey() {
        if (settings.outputs().size() == 1) {
            return results.select(col("key"), array(link()).as("links"));
        }
        var each =
                settings.outputs().stream()
                        .map(
                                output ->
                                        coalesce(
                                                max(
                                                        when(
                                                                col("output")
                                                                        .equalTo(output.name()),
                                                                link())),
                                                lit("")))
                        .toArray(Column[]::new);
        return results.groupBy("key").agg(array(each).as("links"));
    }

    /// The column of the links to one output.
    static Column of(int output) {
        return col(LINKS + output);
    }

    /// What stands in it.
    static List<String> in(Row row, int output) {
        return row.getList(row.fieldIndex(LINKS + output));
    }

    /// The image's own file, or its shard and its name within.
    private static Column link() {
        var extension = regexp_replace(col("format"), "jpeg", "jpg");
        var name = concat_ws(".", col("key"), col("output"), extension);
        return when(col("shard").isNull(), lit(""))
                .when(col("offset").isNull(), col("shard"))
                .otherwise(concat(col("shard"), lit("#"), name));
    }
}
