package org.imgmill.fetch;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The time limits of one request: for all of it, and for each wait for a byte. When one is over,
/// the socket is closed, which ends any read on it: a timeout per read alone would let a dripping
/// body go on, and on a virtual thread every read with a timeout wakes the scheduler's timer, which
/// costs more than the read.
final class Deadline implements AutoCloseable {

    private final Duration limit;
    private final Duration patience;
    private final ScheduledExecutorService timer;
    private final long endsAt;
    private ScheduledFuture<?> alarm;
    private @Nullable Runnable guarded;
    private @Nullable Connection heard;
    private boolean passed;
    private boolean silent;
    private boolean closed;

    /// @param patience with a connection that is silent
    Deadline(Duration limit, Duration patience, ScheduledExecutorService timer) {
        this.limit = limit;
        this.patience = patience;
        this.timer = timer;
        this.endsAt = System.nanoTime() + limit.toNanos();
        this.alarm = lookIn(Math.min(limit.toNanos(), patience.toNanos()));
    }

    /// Closes this socket when the time is over; the one before is forgotten.
    void guard(Socket socket) {
        guard(() -> abort(socket));
    }

    /// Calls this when the time is over, at once if it already is; the one before is forgotten.
    synchronized void guard(Runnable hangUp) {
        guarded = hangUp;
        heard = null;
        if (passed) {
            hangUp.run();
        }
    }

    /// Closes this connection also when it is silent for too long.
    synchronized void guard(Connection connection) {
        guard(connection.wire());
        heard = connection;
    }

    /// Leaves the socket alone from now on, because it goes to someone else.
    synchronized void release() {
        guarded = null;
        heard = null;
    }

    synchronized boolean passed() {
        return passed;
    }

    /// The smaller of a limit and what is left, never nothing.
    int millis(Duration atMost) {
        long left = TimeUnit.NANOSECONDS.toMillis(endsAt - System.nanoTime());
        return Math.clamp(Math.min(left, atMost.toMillis()), 1, Integer.MAX_VALUE);
    }

    /// @param silence what to say of a server that was silent
    synchronized Unreached.TimedOut ending(String silence) {
        return new Unreached.TimedOut(
                silent ? silence + " for " + text(patience) : "took longer than " + text(limit));
    }

    static String text(Duration limit) {
        return limit.toMillisPart() == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }

    @Override
    public synchronized void close() {
        closed = true;
        alarm.cancel(false);
    }

    private ScheduledFuture<?> lookIn(long nanos) {
        return timer.schedule(this::look, nanos, TimeUnit.NANOSECONDS);
    }

    private synchronized void look() {
        if (closed) {
            return;
        }
        long now = System.nanoTime();
        long left = endsAt - now;
        long patienceLeft = patience.toNanos() - (heard == null ? 0 : heard.silentFor(now));
        if (left > 0 && patienceLeft > 0) {
            alarm = lookIn(Math.min(left, patienceLeft));
            return;
        }
        passed = true;
        silent = left > 0;
        if (guarded != null) {
            guarded.run();
        }
    }

    /// Resets the connection: a graceful end could wait for the other side.
    static void abort(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException alreadyClosed) {
            return;
        }
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException("a socket that cannot be closed", e);
        }
    }
}
