package org.imgmill.spark;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.posexplode;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.slice;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.imgmill.catalogue.CatalogueHeader;
import org.imgmill.catalogue.ResultsWriter;

/// What a run leaves behind beside the images: a row for each image, the catalogue with columns of
/// outputs, and, if wanted, the same as CSV.
final class WriteResults {

    private final SparkSession spark;
    private final Settings settings;
    private final PlanImages plan;

    WriteResults(SparkSession spark, Settings settings, PlanImages plan) {
        this.spark = spark;
        this.settings = settings;
        this.plan = plan;
    }

    /// The images of the catalogue with what became of them, whichever run it became of them in.
    void images() throws IOException {
        Jobs.say(spark, "writing what became of each image");
        plan.done()
                .join(
                        plan.images().select(col("key").as("planned")),
                        col("key").equalTo(col("planned")))
                .drop("planned")
                .write()
                .mode(SaveMode.Overwrite)
                .parquet(path("results"));
    }

    Dataset<Row> results() {
        return spark.read().schema(JournalTable.TYPE).parquet(path("results"));
    }

    private String path(String table) {
        return settings.folder(table);
    }

    /// The rows as they came, in their order, with a list of outputs for each column of image URLs.
    void catalogue(CatalogueHeader header) {
        Jobs.say(spark, "writing the catalogue with its outputs");
        var columns = new ArrayList<Column>();
        var rows = rowsWithOutputs();
        if (rows.schema().apply("row").dataType() instanceof ArrayType) {
            var names = names(header);
            for (int i = 0; i < names.size(); i++) {
                columns.add(col("row").getItem(i).as(names.get(i)));
            }
        } else {
            var row = (StructType) rows.schema().apply("row").dataType();
            for (String name : row.fieldNames()) {
                columns.add(col("row").getField(name).as(name));
            }
        }
        Column from = lit(1);
        for (int i = 0; i < header.imageColumns().size(); i++) {
            Column counted = coalesce(col("counts").getItem(i), lit(0));
            columns.add(slice(col("outputs"), from, counted).as(header.outputColumns().get(i)));
            from = from.plus(counted);
        }
        rows.orderBy("file", "block", "at")
                .select(columns.toArray(Column[]::new))
                .write()
                .mode(SaveMode.Overwrite)
                .parquet(path("catalogue"));
    }

    /// A table has no two columns of one name, and none without one.
    private static List<String> names(CatalogueHeader header) {
        var taken = new HashSet<String>();
        header.outputColumns().forEach(name -> taken.add(name.toLowerCase(Locale.ROOT)));
        var names = new ArrayList<String>();
        for (String column : header.columns()) {
            String name = column.isBlank() ? "Column " + (names.size() + 1) : column;
            String free = name;
            for (int n = 2; !taken.add(free.toLowerCase(Locale.ROOT)); n++) {
                free = name + " " + n;
            }
            names.add(free);
        }
        return names;
    }

    /// In the form the catalogue came in, through this process.
    void csv(CatalogueHeader header) throws IOException {
        Jobs.say(spark, "writing the catalogue as CSV");
        var path = new Path(path("csv"), "results.csv");
        var files = path.getFileSystem(spark.sparkContext().hadoopConfiguration());
        boolean cells = rowsWithOutputs().schema().apply("row").dataType() instanceof ArrayType;
        int width = header.columns().size();
        try (var writer = new ResultsWriter(files.create(path, true), header, false)) {
            var rows = rowsWithOutputs().orderBy("file", "block", "at").toLocalIterator();
            while (rows.hasNext()) {
                Row row = rows.next();
                String[] texts =
                        cells
                                ? row.<String>getList(row.fieldIndex("row")).toArray(String[]::new)
                                : texts(row.getStruct(row.fieldIndex("row")), width);
                writer.row(texts, row.getList(row.fieldIndex("outputs")));
            }
        }
    }

    private static String[] texts(Row row, int width) {
        var texts = new String[width];
        for (int i = 0; i < width; i++) {
            texts[i] = ScanTable.cell(row.get(i));
        }
        return texts;
    }

    /// Rows that are none, such as notes, are left out; an image that failed has an empty place.
    private Dataset<Row> rowsWithOutputs() {
        var rows = plan.rows().filter(col("note").isNull());
        var of = settings;
        var key =
                udf(
                        (UDF1<String, String>)
                                text -> text.isBlank() ? "" : PlanImages.key(of, text),
                        DataTypes.StringType);
        var places =
                rows.select(
                                col("file"),
                                col("block"),
                                col("at"),
                                posexplode(col("urls")).as(new String[] {"position", "text"}))
                        .withColumn("key", key.apply(col("text")));
        var outputs =
                places.join(results().select(col("key"), link().as("link")), "key")
                        .unionByName(places.filter("key = ''").withColumn("link", lit("")))
                        .groupBy("file", "block", "at")
                        .agg(
                                array_sort(collect_list(struct(col("position"), col("link"))))
                                        .as("links"));
        return rows.join(
                        outputs,
                        scala.jdk.javaapi.CollectionConverters.asScala(
                                        List.of("file", "block", "at"))
                                .toSeq(),
                        "left")
                .withColumn(
                        "outputs",
                        coalesce(
                                transform(col("links"), place -> place.getField("link")),
                                array().cast("array<string>")))
                .drop("links");
    }

    /// The image's own file, or its shard and its name within.
    private static Column link() {
        var extension = regexp_replace(col("format"), "jpeg", "jpg");
        return when(col("shard").isNull(), lit(""))
                .when(col("offset").isNull(), col("shard"))
                .otherwise(concat(col("shard"), lit("#"), col("key"), lit("."), extension));
    }

    /// Tar files that no ending names: what tasks that died began.
    void removeOrphans() throws IOException {
        var folder = new Path(path("shards"));
        var files = folder.getFileSystem(spark.sparkContext().hadoopConfiguration());
        if (settings.output() != Settings.Output.SHARDS || !files.exists(folder)) {
            return;
        }
        var named =
                Journal.all(spark, settings)
                        .filter(col("offset").isNotNull())
                        .select("shard")
                        .distinct()
                        .collectAsList()
                        .stream()
                        .map(row -> new Path(row.getString(0)).getName())
                        .toList();
        for (var tar : files.listStatus(folder)) {
            if (!named.contains(tar.getPath().getName())) {
                files.delete(tar.getPath(), false);
            }
        }
    }

    /// Images of the plan that have no ending.
    long missing() {
        return plan.images()
                .join(
                        results().select(col("key").as("ended")),
                        col("key").equalTo(col("ended")),
                        "left_anti")
                .count();
    }
}
