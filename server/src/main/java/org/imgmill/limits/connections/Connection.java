package org.imgmill.limits.connections;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;

/// One connection of a client.
///
/// ```
///   accepted -> HEADER -> BUSY -> IDLE
///                 ^                |
///                 +--- next request
/// ```
final class Connection {

    enum State {
        /// It owes the rest of a header.
        HEADER,
        /// A request is being answered.
        BUSY,
        /// It was answered, and is kept for the next request.
        IDLE,
        /// It was told to go.
        LEAVING
    }

    private final SocketWrapperBase<NioChannel> socket;
    private final String network;
    private final AtomicInteger busy;
    private State state = State.HEADER;
    private boolean begun;
    private long since;

    /// @param network what it counts for; empty where it counts for nobody
    /// @param busy counts all connections that are busy
    Connection(SocketWrapperBase<NioChannel> socket, String network, AtomicInteger busy, long now) {
        this.busy = busy;
        this.socket = socket;
        this.network = network;
        this.since = now;
    }

    SocketWrapperBase<NioChannel> socket() {
        return socket;
    }

    String network() {
        return network;
    }

    /// Whether what comes next on it begins a request: not the rest of a header, nor of a body.
    synchronized boolean mayAskAnew() {
        return state == State.IDLE || (state == State.HEADER && !begun);
    }

    /// Bytes came. A header that comes in parts has begun with the first of them.
    synchronized void reads(long now) {
        begun = true;
        if (state == State.IDLE) {
            since = now;
        }
        become(State.BUSY);
    }

    synchronized void is(State next, long now) {
        if (next != State.HEADER) {
            since = now;
        }
        become(next);
    }

    private void become(State next) {
        if (state == State.LEAVING) {
            return;
        }
        busy.addAndGet((next == State.BUSY ? 1 : 0) - (state == State.BUSY ? 1 : 0));
        state = next;
    }

    synchronized void closed() {
        become(State.LEAVING);
    }

    /// Nanoseconds since it began to wait for its client, -1 where it does not.
    synchronized long waited(long now) {
        return state == State.IDLE || state == State.HEADER ? now - since : -1;
    }

    synchronized boolean owesHeaderFor(long nanos, long now) {
        return state == State.HEADER && now - since > nanos;
    }

    /// @return whether it may be closed: it waits, and nobody else closes it
    synchronized boolean leaves() {
        boolean waits = state == State.IDLE || state == State.HEADER;
        if (waits) {
            become(State.LEAVING);
        }
        return waits;
    }
}
