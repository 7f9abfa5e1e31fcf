package org.imgmill.auth;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/// Counts wrong keys by the address they came from, per minute.
@Component
class FailedTries {

    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
    private static final int MOST_ADDRESSES = 10_000;

    private record Tries(long since, int count) {}

    private final KeySettings settings;
    private final Map<String, Tries> byAddress = new ConcurrentHashMap<>();

    FailedTries(KeySettings settings) {
        this.settings = settings;
    }

    long secondsUntilNext(String address) {
        var tries = byAddress.get(network(address));
        var past = tries == null ? MINUTE : System.nanoTime() - tries.since();
        return Math.max(1, TimeUnit.NANOSECONDS.toSeconds(MINUTE - past));
    }

    /// One more.
    ///
    /// @return whether it is one too many
    boolean wrong(String address) {
        long now = System.nanoTime();
        if (byAddress.size() >= MOST_ADDRESSES) {
            byAddress.values().removeIf(tries -> now - tries.since() >= MINUTE);
        }
        var tries =
                byAddress.merge(
                        network(address),
                        new Tries(now, 1),
                        (before, _) ->
                                now - before.since() >= MINUTE
                                        ? new Tries(now, 1)
                                        : new Tries(before.since(), before.count() + 1));
        return tries.count() > settings.failedTries();
    }

    /// Whoever has one IPv6 address has 2^64 of them.
    private static String network(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        var bytes = InetAddress.ofLiteral(address).getAddress();
        return HexFormat.of().formatHex(Arrays.copyOf(bytes, Math.min(8, bytes.length)));
    }
}
