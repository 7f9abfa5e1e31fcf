package org.imgmill.ops;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.imgmill.postgres.EmbeddedPostgres;
import org.imgmill.postgres.PostgresFolder;

/// A PostgreSQL of its own for several nodes to share, set up as the embedded one is.
public final class BenchPostgres implements AutoCloseable {

    private final PostgresFolder folder;
    private final EmbeddedPostgres postgres;

    private BenchPostgres(PostgresFolder folder, EmbeddedPostgres postgres) {
        this.folder = folder;
        this.postgres = postgres;
    }

    public static BenchPostgres start(Path directory) {
        var folder = PostgresFolder.in(directory.resolve("postgres"));
        return new BenchPostgres(folder, EmbeddedPostgres.start(folder));
    }

    /// The settings of a node that works on it.
    public List<String> settings() {
        return List.of(
                "--spring.datasource.url=" + postgres.jdbcUrl(),
                "--spring.datasource.username=" + EmbeddedPostgres.USER,
                "--spring.datasource.password=" + postgres.password());
    }

    public long pid() throws IOException {
        return folder.postmaster().orElseThrow().pid();
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
