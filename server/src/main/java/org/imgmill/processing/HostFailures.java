package org.imgmill.processing;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Counts failed tries by host: the hosts that fail most have a series of their own, the others
/// share `other`.
///
/// Host names come from strangers, so the numbers of series and of remembered hosts are fixed. The
/// space-saving algorithm finds those that fail most: a new host takes the place of the host
/// without a series that failed least, and inherits its count, which is not held against it. Old
/// failures count less.
final class HostFailures {

    static final int REMEMBERED = 200;

    /// Fewer failures earn no series.
    static final int NOTABLE = 5;

    private static final long HALF_LIFE = Duration.ofMinutes(30).toNanos();

    private static final class Host {
        private long failures;
        private long inherited;
        private @Nullable Counter series;

        private long certain() {
            return failures - inherited;
        }
    }

    private final Map<String, Host> hosts = new HashMap<>();
    private final int mostSeries;
    private final MeterRegistry meters;
    private final LongSupplier nanoTime;
    private final Counter other;
    private int series;
    private long halved;

    HostFailures(int mostSeries, MeterRegistry meters, LongSupplier nanoTime) {
        this.mostSeries = mostSeries;
        this.meters = meters;
        this.nanoTime = nanoTime;
        this.other = counter("other");
        this.halved = nanoTime.getAsLong();
    }

    private Counter counter(String host) {
        return Counter.builder("imgmill.host.failures")
                .description("Failed tries at images of the hosts that fail most")
                .tag("host", host)
                .register(meters);
    }

    /// @param name empty where a text is no address
    synchronized void failed(String name) {
        if (name.isEmpty()) {
            return;
        }
        forgetTheLongPast();
        var host = hosts.get(name);
        if (host == null) {
            host = new Host();
            takePlace(name, host);
        }
        host.failures++;
        if (host.series == null && earnsSeries(host)) {
            host.series = counter(name);
            series++;
        }
        (host.series == null ? other : host.series).increment();
    }

    private void forgetTheLongPast() {
        for (; nanoTime.getAsLong() - halved >= HALF_LIFE; halved += HALF_LIFE) {
            for (var host : hosts.values()) {
                host.failures /= 2;
                host.inherited /= 2;
            }
        }
    }

    private void takePlace(String name, Host host) {
        if (hosts.size() == REMEMBERED) {
            var least =
                    hosts.entrySet().stream()
                            .filter(known -> known.getValue().series == null)
                            .min(Comparator.comparingLong(known -> known.getValue().failures))
                            .orElseThrow();
            host.failures = least.getValue().failures;
            host.inherited = host.failures;
            hosts.remove(least.getKey());
        }
        hosts.put(name, host);
    }

    /// Once all series are taken, a host takes one over only if it failed twice as often: names
    /// that come and go make few new series.
    private boolean earnsSeries(Host host) {
        if (host.certain() < NOTABLE) {
            return false;
        }
        if (series < mostSeries) {
            return true;
        }
        var least =
                hosts.values().stream()
                        .filter(shown -> shown.series != null)
                        .min(Comparator.comparingLong(Host::certain));
        if (least.isEmpty() || host.certain() <= 2 * least.get().certain()) {
            return false;
        }
        hide(least.get());
        return true;
    }

    private void hide(Host host) {
        if (host.series != null) {
            meters.remove(host.series);
            host.series = null;
            series--;
        }
    }
}
