package org.imgmill.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Jobs in one process that lay down objects and a CSV in a folder.
record LocalJobs(Cluster cluster, Path folder) {

    static final String DECODERS = "--decoders=" + Path.of("target", "decoders").toAbsolutePath();

    /// @return what it said
    String run(Path catalogue, String... options) throws Exception {
        try (var job = submit(Map.of(), catalogue, options)) {
            assertThat(job.ended()).as(job.output()).isZero();
            return job.output();
        }
    }

    Cluster.Job submit(Map<String, String> conf, Path catalogue, String... options)
            throws Exception {
        var args = new ArrayList<>(List.of(options));
        args.addAll(
                List.of(
                        "--catalogue=" + catalogue.toUri(),
                        "--to=" + folder.resolve("out").toUri(),
                        "--output=objects",
                        "--csv",
                        "--allow=127.0.0.0/8"));
        return cluster.submit(Cluster.LOCAL, conf, args.toArray(String[]::new));
    }

    /// Such as `results/run=1`.
    List<JsonNode> table(String name) throws Exception {
        return Results.table(cluster, Map.of(), folder.resolve("out/" + name).toString());
    }
}
