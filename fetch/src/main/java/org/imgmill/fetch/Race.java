package org.imgmill.fetch;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Dials several addresses of one host, each a moment after the one before, and takes the first
/// that answers (Happy Eyeballs, RFC 8305).
final class Race {

    /// RFC 8305, section 5.
    private static final Duration ATTEMPT_DELAY = Duration.ofMillis(250);

    private final Supplier<Socket> sockets;
    private final Duration patience;
    private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
    private final List<Socket> dialled = new ArrayList<>();
    private boolean over;

    /// @param patience with each address
    Race(Supplier<Socket> sockets, Duration patience) {
        this.sockets = sockets;
        this.patience = patience;
    }

    private record Ended(Socket socket, boolean connected) {}

    /// @param addresses of which each may be dialled
    /// @return null where none answered
    @Nullable Socket run(List<InetSocketAddress> addresses, Deadline deadline)
            throws InterruptedException {
        deadline.guard(this::abort);
        int begun = 0;
        int lost = 0;
        try {
            while (lost < addresses.size()) {
                if (begun < addresses.size()) {
                    begin(addresses.get(begun++), deadline.millis(patience));
                }
                Ended next =
                        begun < addresses.size()
                                ? ended.poll(ATTEMPT_DELAY.toMillis(), TimeUnit.MILLISECONDS)
                                : ended.take();
                if (next != null && next.connected()) {
                    return kept(next.socket());
                }
                lost += next == null ? 0 : 1;
            }
            return null;
        } finally {
            abort();
        }
    }

    private void begin(InetSocketAddress address, int millis) {
        Socket socket = sockets.get();
        synchronized (this) {
            dialled.add(socket);
            if (over) {
                Deadline.abort(socket);
            }
        }
        Thread.ofVirtual()
                .name("dial")
                .start(() -> ended.add(new Ended(socket, connect(socket, address, millis))));
    }

    static boolean connect(Socket socket, InetSocketAddress address, int millis) {
        try {
            socket.setTcpNoDelay(true);
            socket.connect(address, millis);
            return true;
        } catch (IOException unreachable) {
            Deadline.abort(socket);
            return false;
        }
    }

    private synchronized @Nullable Socket kept(Socket winner) {
        dialled.remove(winner);
        return over ? null : winner;
    }

    /// Hangs up on all but the one that was kept.
    private synchronized void abort() {
        over = true;
        dialled.forEach(Deadline::abort);
        dialled.clear();
    }
}
