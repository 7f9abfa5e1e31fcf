package org.imgmill.ops;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/// The embedded PostgreSQL starts while Spring is still reading its classes; whoever wants to
/// connect waits here.
record StartingPostgres(CompletableFuture<KeepPostgres> kept)
        implements JdbcConnectionDetails, DisposableBean {

    static StartingPostgres in(PostgresFolder folder) {
        return new StartingPostgres(
                CompletableFuture.supplyAsync(
                        () -> KeepPostgres.of(EmbeddedPostgres.start(folder)),
                        task -> Thread.ofPlatform().name("embedded-postgres").start(task)));
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
