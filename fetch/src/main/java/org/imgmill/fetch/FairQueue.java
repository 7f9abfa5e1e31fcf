package org.imgmill.fetch;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A queue for a number of places. The next goes to the owner with the fewest, and there to the
/// batch with the fewest; nobody has so many that a newcomer finds none. Not thread-safe.
final class FairQueue<T> {

    private final int places;
    private final int perOwner;
    private final int perBatch;
    private final Map<String, Owner<T>> owners = new HashMap<>();
    private int taken;

    /// An owner has at most seven of eight places, and a batch three of four.
    FairQueue(int places) {
        this.places = places;
        this.perOwner = Math.max(1, places - places / 8);
        this.perBatch = Math.max(1, places - places / 4);
    }

    /// A place that is taken; `free` gives it back.
    record Taken<T>(T who, Asker asker) {}

    private static final class Owner<T> {
        private final Map<String, Batch<T>> batches = new HashMap<>();
        private int taken;

        private boolean waits() {
            return batches.values().stream().anyMatch(batch -> !batch.waiting.isEmpty());
        }
    }

    private static final class Batch<T> {
        private final Set<T> waiting = new LinkedHashSet<>();
        private int taken;
    }

    void add(Asker asker, T who) {
        owners.computeIfAbsent(asker.owner(), owner -> new Owner<>())
                .batches
                .computeIfAbsent(asker.batch(), batch -> new Batch<>())
                .waiting
                .add(who);
    }

    void remove(Asker asker, T who) {
        Owner<T> owner = owners.get(asker.owner());
        Batch<T> batch = owner == null ? null : owner.batches.get(asker.batch());
        if (batch != null) {
            batch.waiting.remove(who);
            forget(asker);
        }
    }

    /// @return null where nobody waits who may have a place now
    @Nullable Taken<T> take() {
        if (taken == places) {
            return null;
        }
        var next =
                owners.entrySet().stream()
                        .filter(owner -> owner.getValue().taken < perOwner)
                        .filter(owner -> owner.getValue().waits())
                        .min(Comparator.comparingInt(owner -> owner.getValue().taken))
                        .orElse(null);
        if (next == null) {
            return null;
        }
        Owner<T> owner = next.getValue();
        var line =
                owner.batches.entrySet().stream()
                        .filter(batch -> batch.getValue().taken < perBatch)
                        .filter(batch -> !batch.getValue().waiting.isEmpty())
                        .min(Comparator.comparingInt(batch -> batch.getValue().taken))
                        .orElse(null);
        if (line == null) {
            return null;
        }
        Iterator<T> first = line.getValue().waiting.iterator();
        T who = first.next();
        first.remove();
        taken++;
        owner.taken++;
        line.getValue().taken++;
        return new Taken<>(who, new Asker(next.getKey(), line.getKey()));
    }

    void free(Asker asker) {
        Owner<T> owner = owners.get(asker.owner());
        Batch<T> batch = owner == null ? null : owner.batches.get(asker.batch());
        if (owner == null || batch == null || batch.taken == 0) {
            throw new IllegalStateException(asker + " has no place");
        }
        taken--;
        owner.taken--;
        batch.taken--;
        forget(asker);
    }

    private void forget(Asker asker) {
        Owner<T> owner = owners.get(asker.owner());
        if (owner != null) {
            owner.batches.values().removeIf(batch -> batch.taken == 0 && batch.waiting.isEmpty());
            if (owner.batches.isEmpty()) {
                owners.remove(asker.owner());
            }
        }
    }
}
