package org.imgmill.processing;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The images of this node between the start of their download and the end of their storing, shared
/// so that newcomers always find room and nothing has to be broken off for them.
///
/// A key may have three times as many in flight as are free. A batch may have as many as are free,
/// but no more than half of what its key may still have: a batch alone has half of all, two of a
/// key have three tenths each, those of two keys a third, and so on (the dynamic threshold of
/// Choudhury and Hahne, 1998, for queues that share a memory, once among keys and once among the
/// batches of each).
///
/// That holds in the long run, which is too long to wait behind many images that hang: a batch may
/// begin its first few images as long as not nearly all places are taken.
final class InFlight {

    private static final int OF_AN_OWNER = 3;

    private static final int FEW = 8;

    private final int most;

    /// What the first few images of a batch leave free, for other keys.
    private final int kept;

    private final Map<UUID, Share> shares = new HashMap<>();
    private final Map<RunningLanes.Owner, Integer> byOwner = new HashMap<>();

    /// Shares that somebody waits for; the one served last goes to the end.
    private final ArrayDeque<Share> wanted = new ArrayDeque<>();

    private int taken;
    private Consumer<UUID> admitted = _ -> {};

    private static final class Share {
        private final UUID batch;
        private final RunningLanes.Owner owner;
        private final ArrayDeque<CountDownLatch> waiting = new ArrayDeque<>();
        private int taken;

        Share(UUID batch, RunningLanes.Owner owner) {
            this.batch = batch;
            this.owner = owner;
        }
    }

    InFlight(int most) {
        this.most = most;
        this.kept = most / 8;
    }

    /// @param action to be told of a batch for which nobody has to wait any more
    synchronized void whenAdmitted(Consumer<UUID> action) {
        admitted = action;
    }

    /// Whether an image of this batch may be begun at once; if so, call `leave` after it.
    synchronized boolean tryEnter(UUID batch, RunningLanes.Owner owner) {
        var share = shares.computeIfAbsent(batch, _ -> new Share(batch, owner));
        boolean admitted = share.waiting.isEmpty() && admits(share);
        if (admitted) {
            take(share);
        } else {
            drop(share);
        }
        return admitted;
    }

    /// Waits until an image of this batch may be begun.
    ///
    /// @return whether it may; if so, call `leave` after it
    boolean enter(UUID batch, RunningLanes.Owner owner, Duration patience)
            throws InterruptedException {
        var turn = new CountDownLatch(1);
        Share share;
        synchronized (this) {
            share = shares.computeIfAbsent(batch, _ -> new Share(batch, owner));
            if (share.waiting.isEmpty() && admits(share)) {
                take(share);
                return true;
            }
            if (share.waiting.isEmpty()) {
                wanted.add(share);
            }
            share.waiting.add(turn);
        }
        boolean granted = false;
        try {
            granted = turn.await(patience.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            if (!granted) {
                granted = !giveUp(share, turn);
            }
        }
        return granted;
    }

    /// @return false if the turn was granted meanwhile
    private synchronized boolean giveUp(Share share, CountDownLatch turn) {
        boolean waited = share.waiting.remove(turn);
        if (waited && share.waiting.isEmpty()) {
            wanted.remove(share);
            drop(share);
            admitted.accept(share.batch);
        }
        return waited;
    }

    synchronized void leave(UUID batch) {
        var share = shares.get(batch);
        if (share == null) {
            throw new IllegalStateException("no image of " + batch + " is in flight");
        }
        taken--;
        share.taken--;
        byOwner.computeIfPresent(share.owner, (_, images) -> images == 1 ? null : images - 1);
        drop(share);
        for (int looked = wanted.size(); looked > 0; looked--) {
            serve(wanted.remove());
        }
    }

    private void serve(Share share) {
        if (admits(share)) {
            take(share);
            share.waiting.remove().countDown();
        }
        if (share.waiting.isEmpty()) {
            admitted.accept(share.batch);
        } else {
            wanted.add(share);
        }
    }

    private boolean admits(Share share) {
        int free = most - taken;
        int leftToOwner = free * OF_AN_OWNER - byOwner.getOrDefault(share.owner, 0);
        boolean withinItsShare = share.taken < free && 2 * share.taken < leftToOwner;
        return withinItsShare || (share.taken < FEW && free > kept);
    }

    private void take(Share share) {
        taken++;
        share.taken++;
        byOwner.merge(share.owner, 1, Integer::sum);
    }

    private void drop(Share share) {
        if (share.taken == 0 && share.waiting.isEmpty()) {
            shares.remove(share.batch);
        }
    }

    /// Batches whose lanes wait to begin an image.
    synchronized Set<UUID> exhausted() {
        return wanted.stream().map(share -> share.batch).collect(Collectors.toSet());
    }

    synchronized int of(UUID batch) {
        var share = shares.get(batch);
        return share == null ? 0 : share.taken;
    }

    /// Whether a single batch could hardly have more.
    synchronized boolean isNearlyFull() {
        return taken >= most * 7 / 16;
    }
}
