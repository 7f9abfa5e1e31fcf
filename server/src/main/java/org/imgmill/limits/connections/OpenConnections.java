package org.imgmill.limits.connections;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.imgmill.limits.AnswerLimits;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The connections that are open. If there are too many, the one that has waited longest for its
/// client is closed: a newcomer is shut out only by requests that are being answered.
final class OpenConnections {

    /// Places that are for load balancers alone when all others are taken by requests.
    static final int KEPT_FOR_HEALTH = 32;

    private static final Logger log = LoggerFactory.getLogger(OpenConnections.class);

    private final ConnectionSettings settings;
    private final AnswerLimits answers;
    private final Map<SocketWrapperBase<NioChannel>, Connection> all = new ConcurrentHashMap<>();
    private final Map<String, Integer> byNetwork = new ConcurrentHashMap<>();
    private final AtomicInteger busy = new AtomicInteger();
    private @Nullable WatchedEndpoint endpoint;

    OpenConnections(ConnectionSettings settings, AnswerLimits answers) {
        this.settings = settings;
        this.answers = answers;
    }

    /// Bytes per second.
    long minRateOfAnswers() {
        return answers.minRate().toBytes();
    }

    /// Before the web server starts.
    void of(WatchedEndpoint tomcat) {
        endpoint = tomcat;
    }

    private WatchedEndpoint endpoint() {
        return Objects.requireNonNull(endpoint, "set before the web server starts");
    }

    /// Makes room for a newcomer.
    ///
    /// @return whether it may stay
    boolean admits(InetAddress address) {
        if (all.size() > roomFor(KEPT_FOR_HEALTH)) {
            closeLongestWaiting(_ -> true);
        }
        var network = network(address);
        if (network.isEmpty() || byNetwork.getOrDefault(network, 0) < settings.perAddress()) {
            return true;
        }
        boolean room = closeLongestWaiting(c -> c.network().equals(network));
        if (!room) {
            log.warn(
                    "A connection from {} was closed: {} from there are being answered, and an address may have so many (imgmill.connections.per-address).",
                    address.getHostAddress(),
                    settings.perAddress());
        }
        return room;
    }

    /// Whether requests hold so many connections that the rest is kept for questions about health.
    boolean isScarce() {
        return busy.get() > roomFor(KEPT_FOR_HEALTH);
    }

    /// How many there may be if so many are kept free, but at least half of all.
    private int roomFor(int others) {
        int most = endpoint().getMaxConnections();
        return most > 0 ? most - Math.min(others, most / 2) : Integer.MAX_VALUE;
    }

    private boolean closeLongestWaiting(Predicate<Connection> among) {
        long now = System.nanoTime();
        Optional<Connection> longest =
                all.values().stream()
                        .filter(c -> among.test(c) && c.waited(now) >= 0)
                        .max(Comparator.comparingLong(c -> c.waited(now)));
        longest.ifPresent(this::close);
        return longest.isPresent();
    }

    /// Closes those whose header is overdue.
    void closeOverdue() {
        long now = System.nanoTime();
        long nanos = settings.headerTimeout().toNanos();
        for (var connection : all.values()) {
            if (connection.owesHeaderFor(nanos, now)) {
                close(connection);
            }
        }
    }

    private void close(Connection connection) {
        if (connection.leaves()) {
            endpoint().closeInTurn(connection.socket());
        }
    }

    Connection opened(SocketWrapperBase<NioChannel> socket, InetAddress address) {
        var fresh = new Connection(socket, network(address), busy, System.nanoTime());
        var known = all.putIfAbsent(socket, fresh);
        if (known != null) {
            return known;
        }
        byNetwork.merge(fresh.network(), 1, Integer::sum);
        if (socket.isClosed()) {
            closed(socket);
        }
        return fresh;
    }

    /// Whether what comes next on it begins a request.
    boolean mayAskAnew(SocketWrapperBase<NioChannel> socket) {
        var connection = all.get(socket);
        return connection == null || connection.mayAskAnew();
    }

    void closed(SocketWrapperBase<NioChannel> socket) {
        var connection = all.remove(socket);
        if (connection != null) {
            connection.closed();
            byNetwork.computeIfPresent(connection.network(), (_, n) -> n == 1 ? null : n - 1);
        }
    }

    /// Whoever has one IPv6 address has 2^64 of them.
    private String network(InetAddress address) {
        if (!settings.counts(address)) {
            return "";
        }
        var bytes = address.getAddress();
        return HexFormat.of().formatHex(Arrays.copyOf(bytes, Math.min(8, bytes.length)));
    }
}
