package org.imgmill.auth;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/// Counts wrong keys by the address they came from, per minute.
///
/// A key that was right before is still looked at when its address has spent its tries: one broken
/// client behind a shared address must not lock out the others there.
@Component
class FailedTries {

    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
    private static final int MOST_ADDRESSES = 10_000;

    private record Tries(long since, int count) {}

    private final KeySettings settings;
    private final Map<String, Tries> byAddress = new ConcurrentHashMap<>();
    private final Set<String> rightBefore = ConcurrentHashMap.newKeySet();

    FailedTries(KeySettings settings) {
        this.settings = settings;
    }

    boolean isSpent(String address, KeyText key) {
        var tries = byAddress.get(network(address));
        return tries != null
                && System.nanoTime() - tries.since() < MINUTE
                && tries.count() >= settings.failedTries()
                && !rightBefore.contains(name(key));
    }

    long secondsUntilNext(String address) {
        var tries = byAddress.get(network(address));
        var past = tries == null ? MINUTE : System.nanoTime() - tries.since();
        return Math.max(1, TimeUnit.NANOSECONDS.toSeconds(MINUTE - past));
    }

    void wrong(String address) {
        long now = System.nanoTime();
        if (byAddress.size() >= MOST_ADDRESSES) {
            byAddress.values().removeIf(tries -> now - tries.since() >= MINUTE);
        }
        byAddress.compute(
                network(address),
                (_, tries) ->
                        tries == null || now - tries.since() >= MINUTE
                                ? new Tries(now, 1)
                                : new Tries(tries.since(), tries.count() + 1));
    }

    void right(KeyText key) {
        rightBefore.add(name(key));
    }

    private static String name(KeyText key) {
        return HexFormat.of().formatHex(key.digest());
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
