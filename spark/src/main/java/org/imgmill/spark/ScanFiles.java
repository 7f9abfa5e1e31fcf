package org.imgmill.spark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.util.SerializableConfiguration;
import org.imgmill.catalogue.CatalogueHeader;

/// CSV, workbooks and feeds, read by our own reader, which knows what shops write: a task for each
/// file.
record ScanFiles(SparkSession spark, List<String> files, Mapped mapped) implements Scan {

    static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public Dataset<Row> rows() {
        var hadoop = new SerializableConfiguration(spark.sparkContext().hadoopConfiguration());
        var mapping = mapped;
        var rows =
                JavaSparkContext.fromSparkContext(spark.sparkContext())
                        .parallelize(files, files.size())
                        .flatMap(file -> open(file, hadoop, mapping));
        return spark.createDataFrame(
                rows,
                PLACE.add("row", DataTypes.createArrayType(DataTypes.StringType))
                        .add("note", DataTypes.StringType));
    }

    private static Iterator<Row> open(String file, SerializableConfiguration hadoop, Mapped mapped)
            throws IOException {
        var path = new Path(file);
        return new PulledRows(file, path.getFileSystem(hadoop.value()).open(path), mapped);
    }

    @Override
    public CatalogueHeader header(List<Note> notes) {
        var headers = notes.stream().map(note -> header(note.header())).toList();
        var first = headers.getFirst();
        for (int i = 1; i < headers.size(); i++) {
            var other = headers.get(i);
            if (!other.columns().equals(first.columns())
                    || !other.imageColumns().equals(first.imageColumns())) {
                throw new Options.Wrong(
                        "%s and %s have other columns; give them to two runs."
                                .formatted(notes.getFirst().file(), notes.get(i).file()));
            }
        }
        return first;
    }

    private static CatalogueHeader header(String json) {
        try {
            return JSON.readValue(json, CatalogueHeader.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a header that was written here", e);
        }
    }

    /// What was said about the files, in their order.
    static List<Note> notes(Dataset<Row> rows) {
        return rows.filter("note is not null").orderBy("file").collectAsList().stream()
                .map(row -> note(row.getAs("note")))
                .toList();
    }

    private static Note note(String json) {
        try {
            return JSON.readValue(json, Note.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a note that was written here", e);
        }
    }

    static String json(Map<String, ?> note) {
        try {
            return JSON.writeValueAsString(note);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts are JSON", e);
        }
    }
}
