package org.imgmill.processing;

import java.util.concurrent.ConcurrentHashMap;
import org.imgmill.batch.Hosts;

/// Failures in a row of hosts, some of which this node keeps to itself: thousands of hosts that
/// fail once or twice each cost the database nothing.
final class HostFailuresInARow {

    /// More hosts than fail at a time; beyond it some are forgotten.
    private static final int REMEMBERED = 50_000;

    private final Hosts hosts;
    private final ProcessingSettings settings;
    private final ConcurrentHashMap<String, Integer> untold = new ConcurrentHashMap<>();

    HostFailuresInARow(Hosts hosts, ProcessingSettings settings) {
        this.hosts = hosts;
        this.settings = settings;
    }

    /// @param troubled whether the database holds failures against it
    HostHealth of(String host, boolean troubled) {
        return new HostHealth(this, hosts, host, troubled, settings);
    }

    /// How many failures are told at a time.
    int step() {
        return Math.max(1, settings.breakerFailures() / 4);
    }

    /// @return how often in a row, over all nodes; 0 where it was not told yet
    int failed(String host) {
        if (untold.size() > REMEMBERED) {
            untold.clear();
        }
        int count = untold.merge(host, 1, Integer::sum);
        if (count < step()) {
            return 0;
        }
        untold.remove(host);
        return hosts.failed(host, count);
    }

    void forget(String host) {
        if (!untold.isEmpty()) {
            untold.remove(host);
        }
    }
}
