package org.imgmill.postgres;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What the embedded PostgreSQL is told on its command line.
final class PostgresSettings {

    private static final Map<String, String> SETTINGS =
            Map.ofEntries(
                    Map.entry("fsync", "on"),
                    Map.entry("synchronous_commit", "on"),
                    Map.entry("full_page_writes", "on"),
                    Map.entry("listen_addresses", "127.0.0.1"),
                    Map.entry("unix_socket_directories", ""),
                    Map.entry("max_connections", "40"),
                    Map.entry("shared_buffers", "64MB"),
                    Map.entry("max_wal_size", "2GB"),
                    // For a disk without heads, where an index pays off early.
                    Map.entry("random_page_cost", "1.1"),
                    Map.entry("huge_pages", "off"),
                    Map.entry("jit", "off"),
                    // Containers often have 64 MB of /dev/shm, too little for parallel queries.
                    Map.entry("max_parallel_workers_per_gather", "0"),
                    Map.entry("timezone", "UTC"),
                    Map.entry("log_timezone", "UTC"),
                    Map.entry("log_checkpoints", "off"));

    private PostgresSettings() {}

    /// For the shell that pg_ctl starts the postmaster with.
    static String asOptions(int port) {
        return new TreeMap<>(SETTINGS)
                .entrySet().stream()
                        .map(
                                setting ->
                                        "-c %s='%s'"
                                                .formatted(setting.getKey(), setting.getValue()))
                        .collect(Collectors.joining(" ", "-p " + port + " ", ""));
    }
}
