package org.imgmill.ops;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.web.context.request.RequestContextHolder;

/// Lets a request wait for the database only for as long as its client should wait to hear that it
/// is away. Lanes, deliveries and upkeep have the pool's own patience.
///
/// Another thread asks the pool, and a connection that comes too late is given back: while one is
/// late, other requests fail at once.
final class PromptDataSource extends DelegatingDataSource {

    private static final Logger log = LoggerFactory.getLogger(PromptDataSource.class);
    private static final Duration PATIENCE = Duration.ofMillis(2500);
    private static final int SECONDS_TO_PROVE = 2;

    private final AtomicInteger late = new AtomicInteger();

    PromptDataSource(DataSource pool) {
        super(pool);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return RequestContextHolder.getRequestAttributes() == null
                ? super.getConnection()
                : promptly();
    }

    private Connection promptly() throws SQLException {
        if (late.get() > 0) {
            throw tooLate(null);
        }
        var coming = new CompletableFuture<Connection>();
        Thread.ofVirtual().name("connection").start(() -> fetch(coming));
        try {
            return coming.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            late.incrementAndGet();
            var _ = coming.whenComplete((connection, failure) -> giveBack(connection));
            throw tooLate(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            var _ = coming.thenAccept(PromptDataSource::close);
            throw tooLate(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException failure) {
                throw failure;
            }
            throw new SQLException(e.getCause());
        }
    }

    private void fetch(CompletableFuture<Connection> coming) {
        try {
            coming.complete(proven(super.getConnection()));
        } catch (SQLException | RuntimeException e) {
            coming.completeExceptionally(e);
        }
    }

    /// The pool assumes that a connection used a moment ago works; while a database hangs, none
    /// does.
    private static Connection proven(Connection connection) throws SQLException {
        if (connection.isValid(SECONDS_TO_PROVE)) {
            return connection;
        }
        close(connection);
        throw tooLate(null);
    }

    private void giveBack(@Nullable Connection connection) {
        late.decrementAndGet();
        if (connection != null) {
            close(connection);
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            log.debug("a connection that came too late was already closed", e);
        }
    }

    private static SQLTransientConnectionException tooLate(@Nullable Exception cause) {
        return new SQLTransientConnectionException(
                "no connection within %d ms".formatted(PATIENCE.toMillis()), "08001", cause);
    }
}
