package org.imgmill.fetch;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.jspecify.annotations.Nullable;

/// Sends requests to hosts, one connection for each, kept and used again where nothing was odd.
final class Exchanges implements AutoCloseable {

    private final AddressGuard guard;
    private final Dialler dialler;
    private final Duration idleTimeout;
    private final IdleConnections idle = new IdleConnections();
    private final ScheduledThreadPoolExecutor timer;

    Exchanges(AddressGuard guard, Dialler dialler, Duration idleTimeout) {
        this.guard = guard;
        this.dialler = dialler;
        this.idleTimeout = idleTimeout;
        this.timer =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("fetch-deadlines").factory());
        timer.setRemoveOnCancelPolicy(true);
        var unused = timer.scheduleWithFixedDelay(idle::sweep, 5, 5, TimeUnit.SECONDS);
    }

    Deadline deadline(Duration limit) {
        return new Deadline(limit, idleTimeout, timer);
    }

    /// Sends a request over any connection to its host.
    Answer ask(WebUrl url, ClassicHttpRequest request, Asker asker, Deadline deadline)
            throws CutShort, InterruptedException {
        if (guard.refuses(url)) {
            throw new CutShort(new Unreached.Blocked(url.authority()));
        }
        Connection parked = idle.take(origin(url));
        if (parked != null) {
            Answer answer = send(url, request, parked, deadline);
            if (answer != null) {
                return answer;
            }
        }
        return askAnew(url, request, asker, deadline);
    }

    /// Sends a request over a connection of its own.
    Answer askAnew(WebUrl url, ClassicHttpRequest request, Asker asker, Deadline deadline)
            throws CutShort, InterruptedException {
        Answer answer = send(url, request, dialler.dial(url, asker, deadline), deadline);
        if (answer == null) {
            throw new CutShort(new Unreached.ConnectionLost(url.authority()));
        }
        return answer;
    }

    /// @return null where the connection turned out to be dead before there was an answer
    private @Nullable Answer send(
            WebUrl url, ClassicHttpRequest request, Connection connection, Deadline deadline)
            throws CutShort, InterruptedException {
        deadline.guard(connection);
        try {
            ClassicHttpResponse response = connection.exchange(request);
            return new Answer(request, response, connection, () -> park(url, connection, deadline));
        } catch (IOException | HttpException e) {
            connection.abort();
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (deadline.passed()) {
                throw new CutShort(deadline.ending("did not answer"));
            }
            return switch (e) {
                case Connection.HeadTooLarge ignored ->
                        throw new CutShort(new Unreached.Garbled("sent headers beyond our limits"));
                case MessageConstraintException ignored ->
                        throw new CutShort(new Unreached.Garbled("sent headers beyond our limits"));
                case HttpException ignored ->
                        throw new CutShort(new Unreached.Garbled("did not answer in HTTP"));
                default -> null;
            };
        } catch (RuntimeException | Error e) {
            // A bug of ours, after which nobody knows what is on the wire.
            connection.abort();
            throw e;
        }
    }

    private void park(WebUrl url, Connection connection, Deadline deadline) {
        deadline.release();
        idle.park(origin(url), connection);
    }

    /// A connection dialled for the own samples must never carry a request for anything else.
    private String origin(WebUrl url) {
        return (guard.isOwnSample(url) ? "samples " : "")
                + (url.secure() ? "https://" : "http://")
                + url.authority();
    }

    @Override
    public void close() {
        timer.shutdownNow();
        idle.close();
    }
}
