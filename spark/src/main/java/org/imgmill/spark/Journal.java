package org.imgmill.spark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/// What ended, written down as it ends: JSON lines, many in a file, one folder for each part.
///
/// A file is the only proof that an image is done with. A task that is tried again reads those of
/// its part, a later run those of all runs; what was laid down but not written down is fetched
/// again, under the same key.
final class Journal {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final FileSystem files;
    private final Path folder;
    private final String attempt;
    private final List<Ending> unwritten = new ArrayList<>();
    private int written;

    /// @param attempt one of a task of one driver, which names its files
    Journal(FileSystem files, Settings settings, int part, String attempt) {
        this.files = files;
        this.folder = new Path(settings.folder("journal"), "part-%05d".formatted(part));
        this.attempt = attempt;
    }

    void add(Ending ending) {
        unwritten.add(ending);
    }

    int unwritten() {
        return unwritten.size();
    }

    /// A reader of a file that was cut off takes its whole lines.
    void flush() throws IOException {
        if (unwritten.isEmpty()) {
            return;
        }
        var lines = new StringBuilder();
        for (Ending ending : unwritten) {
            lines.append(line(ending)).append('\n');
        }
        var path = new Path(folder, "endings-%s-%05d.json".formatted(attempt, written++));
        try (var out = files.create(path, true)) {
            out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
        }
        unwritten.clear();
    }

    static String line(Ending ending) {
        try {
            return JSON.writeValueAsString(ending.fields());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers are JSON", e);
        }
    }

    /// The keys that earlier attempts of this part finished.
    void earlier(Consumer<String> keys) throws IOException {
        RemoteIterator<LocatedFileStatus> all;
        try {
            all = files.listFiles(folder, false);
        } catch (FileNotFoundException nothingYet) {
            return;
        }
        while (all.hasNext()) {
            read(all.next().getPath(), keys);
        }
    }

    private void read(Path path, Consumer<String> keys) throws IOException {
        try (var in = files.open(path);
                var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                try {
                    keys.accept(JSON.readTree(line).path("key").asText());
                } catch (JsonProcessingException cutOff) {
                    return;
                }
            }
        }
    }

    /// All endings that were ever written below a folder, once for each key of a run.
    static Dataset<Row> all(SparkSession spark, Settings settings) throws IOException {
        var root = new Path(settings.to(), "journal");
        var files = root.getFileSystem(spark.sparkContext().hadoopConfiguration());
        if (!files.exists(root)) {
            return spark.createDataFrame(List.of(), JournalTable.LINE);
        }
        return spark.read()
                .schema(JournalTable.LINE)
                .option("recursiveFileLookup", "true")
                .json(root.toString())
                .filter(functions.col("key").isNotNull())
                .filter(functions.col("ms").isNotNull())
                .dropDuplicates("run", "key");
    }
}
