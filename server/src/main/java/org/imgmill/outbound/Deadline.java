package org.imgmill.outbound;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The time one request may take in all. When it is over, the socket is closed under whoever waits
/// on it: a timeout per read alone would let a body that drips live on.
final class Deadline implements AutoCloseable {

    private final Duration limit;
    private final long endsAt;
    private final ScheduledFuture<?> alarm;
    private @Nullable Socket guarded;
    private boolean passed;

    Deadline(Duration limit, ScheduledExecutorService timer) {
        this.limit = limit;
        this.endsAt = System.nanoTime() + limit.toNanos();
        this.alarm = timer.schedule(this::pass, limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    /// Closes this socket when the time is over; the one before is forgotten.
    synchronized void guard(Socket socket) {
        guarded = socket;
        if (passed) {
            abort(socket);
        }
    }

    /// Leaves the socket alone from now on, because it goes to someone else.
    synchronized void release() {
        guarded = null;
    }

    synchronized boolean passed() {
        return passed;
    }

    /// The smaller of a limit and what is left, never nothing.
    int millis(Duration atMost) {
        long left = TimeUnit.NANOSECONDS.toMillis(endsAt - System.nanoTime());
        return Math.clamp(Math.min(left, atMost.toMillis()), 1, Integer.MAX_VALUE);
    }

    Unreached.TimedOut ending() {
        return new Unreached.TimedOut("took longer than " + text(limit));
    }

    static String text(Duration limit) {
        return limit.toMillisPart() == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }

    @Override
    public void close() {
        alarm.cancel(false);
    }

    private synchronized void pass() {
        passed = true;
        if (guarded != null) {
            abort(guarded);
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
