package org.imgmill.processing;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The lanes that run on this node, by the key of their batch.
final class RunningLanes {

    /// @param key null: the batch came without one
    record Owner(@Nullable UUID key) {}

    private final int half;
    private final Map<Owner, Integer> byOwner = new HashMap<>();
    private int count;

    /// @param places how many may run at a time
    RunningLanes(int places) {
        this.half = Math.max(1, places / 2);
    }

    synchronized void begin(@Nullable UUID key) {
        count++;
        byOwner.merge(new Owner(key), 1, Integer::sum);
    }

    synchronized void end(@Nullable UUID key) {
        count--;
        byOwner.computeIfPresent(new Owner(key), (_, lanes) -> lanes == 1 ? null : lanes - 1);
    }

    synchronized int count() {
        return count;
    }

    /// Whose lanes take half of the places or more, if anybody's do.
    synchronized Optional<Owner> ownerOfHalf() {
        return byOwner.entrySet().stream()
                .filter(lanes -> lanes.getValue() >= half)
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey);
    }
}
