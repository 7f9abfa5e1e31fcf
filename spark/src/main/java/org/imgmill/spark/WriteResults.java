package org.imgmill.spark;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.slice;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.imgmill.catalogue.AddedColumn;
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

    /// The images of the catalogue with what became of each of their outputs, in whichever run.
    void images() throws IOException {
        Jobs.say(spark, "writing what became of each image");
        var lines =
                plan.done()
                        .join(
                                plan.images().select(col("key").as("planned")),
                                col("key").equalTo(col("planned")),
                                "left_semi");
        JournalTable.rows(lines).write().mode(SaveMode.Overwrite).parquet(path("results"));
    }

    Dataset<Row> results() {
        return spark.read().parquet(path("results"));
    }

    private String path(String table) {
        return settings.folder(table);
    }

    private Dataset<Row> rowsWithLinks() {
        return new JoinLinks(settings, plan.rows(), results()).rows();
    }

    /// The columns of outputs that are added, as the server calls them.
    private List<AddedColumn> added() {
        var added = new ArrayList<AddedColumn>();
        for (var output : settings.outputs()) {
            added.add(new AddedColumn(added.isEmpty() ? "" : output.name(), ","));
        }
        return added;
    }

    /// The rows as they came, in their order, with a list of links for each output and column of
    /// image URLs.
    void catalogue(CatalogueHeader header) {
        Jobs.say(spark, "writing the catalogue with its outputs");
        var columns = new ArrayList<Column>();
        var rows = rowsWithLinks();
        var added = free(AddedColumn.names(header, added()), List.of());
        if (rows.schema().apply("row").dataType() instanceof StructType row) {
            var own = List.of(row.fieldNames());
            own.forEach(name -> columns.add(col("row").getField(name).as(name)));
            added = free(added, own);
        } else {
            var names = free(header.columns(), added);
            for (int i = 0; i < names.size(); i++) {
                columns.add(col("row").getItem(i).as(names.get(i)));
            }
        }
        var names = added.iterator();
        for (int output = 0; output < settings.outputs().size(); output++) {
            Column from = lit(1);
            for (int i = 0; i < header.imageColumns().size(); i++) {
                Column counted = coalesce(col("counts").getItem(i), lit(0));
                columns.add(slice(JoinLinks.of(output), from, counted).as(names.next()));
                from = from.plus(counted);
            }
        }
        rows.orderBy("file", "block", "at")
                .select(columns.toArray(Column[]::new))
                .write()
                .mode(SaveMode.Overwrite)
                .parquet(path("catalogue"));
    }

    /// A table needs a name of its own for every column.
    private static List<String> free(List<String> wanted, List<String> others) {
        var taken = new HashSet<String>();
        others.forEach(name -> taken.add(name.toLowerCase(Locale.ROOT)));
        var names = new ArrayList<String>();
        for (String column : wanted) {
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
        int width = header.columns().size();
        try (var writer = new ResultsWriter(files.create(path, true), header, false, added())) {
            var rows = rowsWithLinks().orderBy("file", "block", "at").toLocalIterator();
            while (rows.hasNext()) {
                Row row = rows.next();
                var links = new ArrayList<List<String>>();
                for (int output = 0; output < settings.outputs().size(); output++) {
                    links.add(JoinLinks.in(row, output));
                }
                writer.rowOf(cells(row, width), links);
            }
        }
    }

    /// The row's cells, as in a CSV.
    ///
    /// @param row with the column `row`
    static String[] cells(Row row, int width) {
        return row.get(row.fieldIndex("row")) instanceof Row struct
                ? texts(struct, width)
                : row.<String>getList(row.fieldIndex("row")).toArray(String[]::new);
    }

    private static String[] texts(Row row, int width) {
        var texts = new String[width];
        for (int i = 0; i < width; i++) {
            texts[i] = ScanTable.cell(row.get(i));
        }
        return texts;
    }

    /// Removes tar files that no ending names: dead tasks left them.
    void removeOrphans() throws IOException {
        var folder = new Path(path("shards"));
        var files = folder.getFileSystem(spark.sparkContext().hadoopConfiguration());
        if (settings.output() != Settings.Output.SHARDS || !files.exists(folder)) {
            return;
        }
        var named =
                JournalTable.rows(Journal.all(spark, settings))
                        .filter(col("offset").isNotNull())
                        .select("shard")
                        .distinct()
                        .collectAsList()
                        .stream()
                        .map(row -> new Path(row.getString(0)).getName())
                        .collect(Collectors.toSet());
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
