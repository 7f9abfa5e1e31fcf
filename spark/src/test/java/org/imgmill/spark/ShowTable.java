package org.imgmill.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/// Parquet as JSON lines in its order, for tests that have no Spark in their own process.
final class ShowTable {

    private ShowTable() {}

    /// @param args the table, and the file to write
    public static void main(String[] args) throws IOException {
        try (var spark = SparkSession.builder().getOrCreate()) {
            Files.write(Path.of(args[1]), spark.read().parquet(args[0]).toJSON().collectAsList());
        }
    }
}
