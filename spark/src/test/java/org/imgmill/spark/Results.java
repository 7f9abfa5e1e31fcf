package org.imgmill.spark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Tables that a job wrote, as JSON.
final class Results {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Results() {}

    static List<JsonNode> table(Cluster cluster, Map<String, String> conf, String table)
            throws IOException, InterruptedException {
        Path to = Files.createTempFile(cluster.home(), "table", ".jsonl");
        try (var job =
                cluster.start(
                        Cluster.LOCAL, conf, ShowTable.class.getName(), table, to.toString())) {
            if (job.ended() != 0) {
                throw new AssertionError(job.output());
            }
        }
        var rows = new ArrayList<JsonNode>();
        for (String line : Files.readAllLines(to)) {
            rows.add(JSON.readTree(line));
        }
        return rows;
    }
}
