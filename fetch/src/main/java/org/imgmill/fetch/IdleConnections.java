package org.imgmill.fetch;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Connections that wait for their next request, by the origin they were dialled for.
final class IdleConnections implements AutoCloseable {

    static final Duration MAX_IDLE = Duration.ofSeconds(10);
    private static final Duration TRUSTED = Duration.ofSeconds(1);
    private static final int MAX_PER_ORIGIN = 64;
    private static final int MAX = 512;

    private final Map<String, Deque<Connection>> byOrigin = new HashMap<>();
    private int count;
    private boolean closed;

    /// The one used last, if it is still silent: bytes that nobody asked for would be taken for the
    /// answer to the next request.
    @Nullable Connection take(String origin) {
        for (Connection next = pop(origin); next != null; next = pop(origin)) {
            if (isUsable(next)) {
                return next;
            }
            next.abort();
        }
        return null;
    }

    void park(String origin, Connection connection) {
        connection.park();
        synchronized (this) {
            Deque<Connection> parked = byOrigin.computeIfAbsent(origin, key -> new ArrayDeque<>());
            if (!closed && count < MAX && parked.size() < MAX_PER_ORIGIN) {
                parked.push(connection);
                count++;
                return;
            }
        }
        connection.abort();
    }

    /// Closes what has waited too long.
    synchronized void sweep() {
        for (Iterator<Deque<Connection>> all = byOrigin.values().iterator(); all.hasNext(); ) {
            Deque<Connection> parked = all.next();
            while (!parked.isEmpty() && parked.peekLast().parkedTooLong()) {
                parked.removeLast().abort();
                count--;
            }
            if (parked.isEmpty()) {
                all.remove();
            }
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        byOrigin.values().forEach(parked -> parked.forEach(Connection::abort));
        byOrigin.clear();
        count = 0;
    }

    private synchronized @Nullable Connection pop(String origin) {
        Deque<Connection> parked = byOrigin.get(origin);
        if (parked == null || parked.isEmpty()) {
            return null;
        }
        count--;
        return parked.pop();
    }

    private static boolean isUsable(Connection connection) {
        if (connection.parkedTooLong()) {
            return false;
        }
        try {
            // asking a socket whether its other end is closed takes a millisecond, looking for
            // bytes takes none
            boolean open = !connection.parkedLongerThan(TRUSTED) || !connection.isStale();
            return open && connection.isSilent();
        } catch (IOException broken) {
            return false;
        }
    }
}
