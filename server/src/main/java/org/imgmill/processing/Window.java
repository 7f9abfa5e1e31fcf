package org.imgmill.processing;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The images that one turn has in flight, each on a thread of its own. What has begun is never
/// broken off; a turn that can do nothing but wait for answers gives its place back meanwhile.
final class Window {

    /// Shorter waits are not worth another lane.
    private static final long PATIENCE = Duration.ofMillis(50).toNanos();

    /// How long to wait for a share of the node's images.
    private static final Duration UNTIL_ADMITTED = Duration.ofSeconds(10);

    /// Whose images they are.
    record Of(UUID batch, RunningLanes.Owner owner) {}

    private final int size;
    private final Semaphore slots;
    private final InFlight inFlight;
    private final Of whose;
    private final RunningLanes.Place place;
    private final long closesAt;
    private @Nullable ScheduledFuture<?> closing;

    /// Images that have arrived and are worked on.
    private final AtomicInteger arrived = new AtomicInteger();

    /// Since when the turn can begin nothing, by the clock of `System.nanoTime`; 0: it can.
    private long blockedSince;

    private boolean handsOn = true;

    /// @param slice how long images are let in
    Window(int size, InFlight inFlight, Of whose, RunningLanes.Place place, Duration slice) {
        this.size = size;
        this.slots = new Semaphore(size);
        this.inFlight = inFlight;
        this.whose = whose;
        this.place = place;
        this.closesAt = System.nanoTime() + slice.toNanos();
    }

    /// Waits for a slot; the caller that gets it either starts an image in it or leaves.
    ///
    /// @return whether there was one in time
    boolean enter() throws InterruptedException {
        if (!slots.tryAcquire()) {
            closeInTime();
            block();
            try {
                slots.acquire();
            } finally {
                goOn();
            }
        }
        boolean entered = false;
        try {
            entered =
                    closesAt - System.nanoTime() > 0
                            && (inFlight.tryEnter(whose.batch, whose.owner) || admitted());
        } finally {
            if (!entered) {
                slots.release();
            }
        }
        return entered;
    }

    private boolean admitted() throws InterruptedException {
        block();
        try {
            return inFlight.enter(whose.batch, whose.owner, UNTIL_ADMITTED);
        } finally {
            goOn();
        }
    }

    /// One alarm for the whole turn: a wait with a limit of its own would set one for every image.
    private void closeInTime() {
        if (closing == null) {
            long left = closesAt - System.nanoTime();
            closing = ForkJoinPool.commonPool().schedule(() -> slots.release(), left, NANOSECONDS);
        }
    }

    void leave() {
        inFlight.leave(whose.batch);
        slots.release();
    }

    /// Uses the slot for an image, which leaves it when it is done.
    ///
    /// @param image is given what to call when its download has arrived
    void start(int number, Consumer<Runnable> image) {
        Thread.ofVirtual().name("image-", number).start(() -> run(image));
    }

    private void run(Consumer<Runnable> image) {
        var here = new AtomicBoolean();
        try {
            image.accept(
                    () -> {
                        if (here.compareAndSet(false, true)) {
                            arrived.incrementAndGet();
                        }
                    });
        } finally {
            if (here.get()) {
                arrived.decrementAndGet();
            }
            leave();
        }
    }

    private synchronized void block() {
        blockedSince = System.nanoTime();
    }

    private synchronized void goOn() {
        blockedSince = 0;
        place.works();
    }

    /// Gives the turn's place back if, for more than `PATIENCE`, it does nothing but wait for
    /// answers.
    ///
    /// @return whether it does
    synchronized boolean restsIfItOnlyWaits(long now) {
        boolean onlyWaits =
                blockedSince != 0 && now - blockedSince > PATIENCE && arrived.get() == 0;
        if (onlyWaits) {
            place.waits();
        }
        return onlyWaits;
    }

    UUID batch() {
        return whose.batch;
    }

    /// Whether the next lane of the batch may replace this one; true only once.
    synchronized boolean handOn() {
        boolean first = handsOn;
        handsOn = false;
        return first;
    }

    /// Waits for what is in flight.
    void drain() {
        // An alarm that has gone off has left a slot behind.
        int all = closing == null || closing.cancel(false) ? size : size + 1;
        block();
        try {
            slots.acquireUninterruptibly(all);
        } finally {
            goOn();
        }
    }
}
