package org.imgmill.webhook;

import java.util.HashMap;
import java.util.Map;

/// How many tries at each host are under way on this node: a host that hangs must not hold up what
/// is owed to the others.
final class HostTurns {

    private final int most;
    private final Map<String, Integer> taken = new HashMap<>();

    HostTurns(int most) {
        this.most = most;
    }

    /// @return false if there are as many as there may be
    synchronized boolean take(String host) {
        int now = taken.getOrDefault(host, 0);
        if (now == most) {
            return false;
        }
        taken.put(host, now + 1);
        return true;
    }

    synchronized void giveBack(String host) {
        taken.computeIfPresent(host, (_, now) -> now == 1 ? null : now - 1);
    }
}
