package org.imgmill.fetch;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.imgmill.fetch.FetchSettings.Host;
import org.jspecify.annotations.Nullable;

/// Keeps this node within the connections and the rate that the settings grant to a host.
final class HostLimits {

    /// Longer waits are for the caller, who can do something else meanwhile.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final FetchSettings settings;
    private final ConcurrentMap<String, Limit> limits = new ConcurrentHashMap<>();

    HostLimits(FetchSettings settings) {
        this.settings = settings;
    }

    /// What came of asking to send a request.
    sealed interface Turn extends AutoCloseable {
        @Override
        default void close() {}
    }

    /// Now; closing it lets the next one in.
    record Yours(@Nullable Semaphore connections) implements Turn {
        @Override
        public void close() {
            if (connections != null) {
                connections.release();
            }
        }
    }

    record Later(Duration retryAfter) implements Turn {}

    Turn enter(WebUrl url) throws InterruptedException {
        Optional<Host> host = settings.host(url);
        return host.isEmpty()
                ? new Yours(null)
                : limits.computeIfAbsent(url.authority(), key -> new Limit(host.get())).enter();
    }

    private static final class Limit {

        private final @Nullable Semaphore connections;
        private final long interval;
        private long nextAt = System.nanoTime();

        Limit(Host host) {
            connections =
                    host.connections() == null ? null : new Semaphore(host.connections(), true);
            interval = host.rate() == null ? 0 : host.rate().interval().toNanos();
        }

        Turn enter() throws InterruptedException {
            if (connections != null
                    && !connections.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return new Later(PATIENCE);
            }
            var turn = new Yours(connections);
            long wait = reserve();
            if (wait > PATIENCE.toNanos()) {
                turn.close();
                return new Later(Duration.ofNanos(wait));
            }
            try {
                TimeUnit.NANOSECONDS.sleep(wait);
            } catch (InterruptedException e) {
                turn.close();
                throw e;
            }
            return turn;
        }

        /// How long until this request may be sent; the time is taken only if someone waits it out.
        private synchronized long reserve() {
            long now = System.nanoTime();
            long wait = Math.max(0, nextAt - now);
            if (wait <= PATIENCE.toNanos()) {
                nextAt = now + wait + interval;
            }
            return wait;
        }
    }
}
