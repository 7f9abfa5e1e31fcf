package org.imgmill.processing;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The lanes that this node has picked, and which of them hold a place.
///
/// ```
///          answers are waited for, and nothing else
/// working -----------------------------------------> waiting
///    ^                                                  |
///    '--------------------------------------------------'
///          one has come, and there is more to do
/// ```
///
/// A place is for CPU and memory: a lane that only waits for strangers' servers holds none, so that
/// no other lane waits for it. It comes back to work without asking, because what it has begun is
/// never broken off; new lanes are picked only while there are places.
final class RunningLanes {

    /// @param key null: the batch came without one
    record Owner(@Nullable UUID key) {}

    /// What may be picked now.
    ///
    /// @param limit how many lanes
    /// @param full batches of which none is to be picked
    record Room(int limit, Set<UUID> full) {}

    private final int places;
    private final int perBatch;
    private final int half;
    private final Map<String, Place> picked = new HashMap<>();
    private final Map<Owner, Integer> byOwner = new HashMap<>();
    private final Map<UUID, Integer> byBatch = new HashMap<>();
    private final Set<UUID> heldBack = new HashSet<>();
    private int working;
    private boolean moreIsDue;
    private Runnable pickAgain = () -> {};

    /// @param places how many lanes may work at a time
    /// @param perBatch how many lanes of one batch may
    RunningLanes(int places, int perBatch) {
        this.places = places;
        this.perBatch = perBatch;
        this.half = Math.max(1, places / 2);
    }

    /// @param action to be run when there is room again for lanes that could not be picked
    synchronized void whenThereIsRoom(Runnable action) {
        pickAgain = action;
    }

    /// So few lanes that no batch can exceed its number by them.
    ///
    /// @param exhausted batches of which no image may be begun
    synchronized Room room(int asked, Set<UUID> exhausted) {
        var full = new HashSet<>(exhausted);
        int most = 0;
        for (var batch : byBatch.entrySet()) {
            if (batch.getValue() >= enough()) {
                full.add(batch.getKey());
            } else if (!full.contains(batch.getKey())) {
                most = Math.max(most, batch.getValue());
            }
        }
        return new Room(Math.min(asked, Math.min(places - working, perBatch - most)), full);
    }

    /// A batch that has so many is left out until some have ended: picked one by one, its lanes
    /// would cost a query each.
    private int enough() {
        return Math.max(1, perBatch * 3 / 4);
    }

    /// What came of picking.
    synchronized void remember(Room room, int found) {
        heldBack.clear();
        heldBack.addAll(room.full());
        moreIsDue = room.limit() <= 0 || found == room.limit();
        if (moreIsDue && working < places) {
            pickAgain.run();
        }
    }

    synchronized Place pick(String lane, UUID batch) {
        var place = new Place(lane, batch);
        picked.put(lane, place);
        take(place);
        return place;
    }

    synchronized Place place(String lane, UUID batch) {
        var place = picked.get(lane);
        return place == null ? pick(lane, batch) : place;
    }

    /// How many lanes this node has, working or waiting.
    synchronized int count() {
        return picked.size();
    }

    synchronized int working() {
        return working;
    }

    synchronized String[] lanes() {
        return picked.keySet().toArray(String[]::new);
    }

    /// The owner whose lanes take half of the places or more, if any.
    synchronized Optional<Owner> ownerOfHalf() {
        return byOwner.entrySet().stream()
                .filter(lanes -> lanes.getValue() >= half)
                .max(Comparator.comparing(Map.Entry::getValue))
                .map(Map.Entry::getKey);
    }

    /// Images of this batch may be begun again.
    synchronized void admit(UUID batch) {
        if (heldBack.contains(batch)) {
            freed(batch);
        }
    }

    private void take(Place place) {
        working++;
        byBatch.merge(place.batch, 1, Integer::sum);
        if (place.owner != null) {
            byOwner.merge(place.owner, 1, Integer::sum);
        }
    }

    private void free(Place place) {
        working--;
        byBatch.computeIfPresent(place.batch, (_, lanes) -> lanes == 1 ? null : lanes - 1);
        if (place.owner != null) {
            byOwner.computeIfPresent(place.owner, (_, lanes) -> lanes == 1 ? null : lanes - 1);
        }
        freed(place.batch);
    }

    private void freed(UUID batch) {
        boolean itsTurn = heldBack.contains(batch) && byBatch.getOrDefault(batch, 0) < enough();
        if (itsTurn) {
            heldBack.remove(batch);
        }
        if ((moreIsDue || itsTurn) && working < places) {
            pickAgain.run();
        }
    }

    /// The place of one lane, from its picking to the end of its turn.
    final class Place {

        private final String lane;
        private final UUID batch;
        private @Nullable Owner owner;
        private volatile boolean works = true;

        private Place(String lane, UUID batch) {
            this.lane = lane;
            this.batch = batch;
        }

        void belongsTo(Owner whose) {
            synchronized (RunningLanes.this) {
                if (owner == null) {
                    owner = whose;
                    byOwner.merge(whose, 1, Integer::sum);
                }
            }
        }

        /// The lane has nothing to do but to wait for strangers.
        void waits() {
            synchronized (RunningLanes.this) {
                if (works) {
                    works = false;
                    free(this);
                }
            }
        }

        void works() {
            if (works) {
                return;
            }
            synchronized (RunningLanes.this) {
                if (!works) {
                    works = true;
                    take(this);
                }
            }
        }

        void end() {
            synchronized (RunningLanes.this) {
                picked.remove(lane);
                waits();
            }
        }
    }
}
