package org.imgmill.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.imgmill.catalogue.CatalogueHeader;
import org.imgmill.fetch.ParsedUrl;
import org.imgmill.fetch.WebUrl;

/// From a catalogue's rows to the distinct images that are still to be fetched, written down once
/// so that every repetition sees the same.
final class PlanImages {

    static final StructType IMAGE =
            new StructType()
                    .add("key", DataTypes.StringType)
                    .add("url", DataTypes.StringType)
                    .add("host", DataTypes.StringType)
                    .add("name", DataTypes.StringType);

    private final SparkSession spark;
    private final Settings settings;

    PlanImages(SparkSession spark, Settings settings) {
        this.spark = spark;
        this.settings = settings;
    }

    /// A host with more images than one part has.
    record LargeHost(String host, long images) {}

    /// What is to be done.
    ///
    /// @param images distinct ones of the catalogue
    /// @param todo those that no earlier run is done with
    /// @param hosts of those
    /// @param longest images of the host that has most of them
    /// @param large hosts, those with most images first
    record Plan(long images, long todo, long hosts, long longest, List<LargeHost> large) {}

    private String path(String table) {
        return settings.folder("plan") + "/" + table;
    }

    Dataset<Row> rows() {
        return spark.read().parquet(path("rows"));
    }

    Dataset<Row> images() {
        return spark.read().parquet(path("images"));
    }

    Dataset<Row> todo() {
        return spark.read().parquet(path("todo"));
    }

    /// Reads the catalogue, and keeps its rows as they were read.
    void read(Scan scan) throws IOException {
        Jobs.say(spark, "reading the catalogue");
        scan.rows().write().mode(SaveMode.Overwrite).parquet(path("rows"));
    }

    /// @param perPart from how many images on a host is divided
    /// @throws Options.Wrong where images cannot have the wanted names
    Plan plan(CatalogueHeader header, long perPart) throws IOException {
        Jobs.say(spark, "finding the distinct images");
        distinct(header).write().mode(SaveMode.Overwrite).parquet(path("images"));
        refuseOtherNames();
        Jobs.say(spark, "leaving out what earlier runs are done with");
        images().join(
                        done().select(col("key").as("done")),
                        col("key").equalTo(col("done")),
                        "left_anti")
                .write()
                .mode(SaveMode.Overwrite)
                .parquet(path("todo"));
        return counted(perPart);
    }

    private Dataset<Row> distinct(CatalogueHeader header) {
        if (!settings.nameTemplate().isEmpty()) {
            return NameImages.of(settings, header).images(rows());
        }
        var of = settings;
        return rows().select(explode(col("urls")))
                .flatMap(
                        (FlatMapFunction<Row, Row>) row -> row(of, row.getString(0)),
                        Encoders.row(IMAGE))
                .dropDuplicates("key");
    }

    /// An empty place of a cell is no image.
    private static java.util.Iterator<Row> row(Settings settings, String text) {
        if (text.isBlank()) {
            return Collections.emptyIterator();
        }
        var image = image(settings, text);
        return List.of(RowFactory.create(image.key(), image.url(), image.host(), null)).iterator();
    }

    /// What a text of a catalogue asks for, by its key.
    static PlannedImage image(Settings settings, String text) {
        return switch (WebUrl.parse(text)) {
            case WebUrl url ->
                    new PlannedImage(settings.key(url.text()), url.text(), url.authority(), null);
            case ParsedUrl.Invalid no -> new PlannedImage(settings.key(text), text, "", null);
        };
    }

    /// Two images of one run under one name would be one file.
    private void refuseOtherNames() throws IOException {
        var ours =
                Journal.all(spark, settings)
                        .filter(col("run").equalTo(settings.run()))
                        .select(col("key").as("done"), col("name").as("called"));
        if (settings.nameTemplate().isEmpty() && ours.filter("called is not null").isEmpty()) {
            return;
        }
        boolean otherNames =
                !images().join(ours, col("key").equalTo(col("done")))
                        .filter("not (name <=> called)")
                        .isEmpty();
        boolean otherImages =
                !images().join(ours, col("name").equalTo(col("called")))
                        .filter("key <> done")
                        .isEmpty();
        if (otherNames || otherImages) {
            throw new Options.Wrong(
                    "the run %s called its images otherwise, or made others under these names; give another --run."
                            .formatted(settings.run()));
        }
    }

    /// What this run finished, stored or failed, and what other runs stored in the same manner and
    /// under the same names.
    Dataset<Row> done() throws IOException {
        var all = Journal.all(spark, settings);
        var objects = lit(settings.output() == Settings.Output.OBJECTS);
        var ours = all.filter(col("run").equalTo(settings.run()));
        var others =
                all.filter(col("run").notEqual(settings.run()))
                        .filter(col("code").isNull())
                        .filter(
                                expr("coalesce(offset, get(outputs, 0).offset)")
                                        .isNull()
                                        .equalTo(objects))
                        .join(
                                images().select(col("key").as("planned"), col("name").as("called")),
                                col("key")
                                        .equalTo(col("planned"))
                                        .and(col("name").eqNullSafe(col("called"))),
                                "left_semi")
                        .dropDuplicates("key")
                        .join(
                                ours.select(col("key").as("mine")),
                                col("key").equalTo(col("mine")),
                                "left_anti");
        return ours.union(others);
    }

    private Plan counted(long perPart) {
        Jobs.say(spark, "counting the images of each host");
        var hosts = todo().groupBy("host").agg(count(lit(1)).as("images")).cache();
        try {
            Row all = hosts.agg(count(lit(1)), sum("images"), max("images")).first();
            var large =
                    hosts
                            .filter(col("images").gt(perPart))
                            .orderBy(col("images").desc(), col("host"))
                            .collectAsList()
                            .stream()
                            .map(row -> new LargeHost(row.getString(0), row.getLong(1)))
                            .toList();
            return new Plan(
                    images().count(),
                    all.isNullAt(1) ? 0 : all.getLong(1),
                    all.getLong(0),
                    all.isNullAt(2) ? 0 : all.getLong(2),
                    large);
        } finally {
            hosts.unpersist();
        }
    }
}
