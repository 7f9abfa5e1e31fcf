package org.imgmill.processing;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The images that one turn has in flight, each on a thread of its own.
final class Window {

    private final int size;
    private final Semaphore places;
    private final Semaphore placesOfNode;
    private final long closesAt;
    private @Nullable ScheduledFuture<?> closing;

    /// The threads of images whose download has not been answered, or is on its way.
    private final Set<Thread> downloading = ConcurrentHashMap.newKeySet();

    /// @param slice how long images are let in
    Window(int size, Semaphore placesOfNode, Duration slice) {
        this.size = size;
        this.places = new Semaphore(size);
        this.placesOfNode = placesOfNode;
        this.closesAt = System.nanoTime() + slice.toNanos();
    }

    /// Waits for a place; whoever has one either starts an image in it or leaves.
    ///
    /// @return whether there was one in time
    boolean enter() throws InterruptedException {
        if (!places.tryAcquire()) {
            closeInTime();
            places.acquire();
        }
        boolean entered = false;
        try {
            long left = closesAt - System.nanoTime();
            entered = left > 0 && placesOfNode.tryAcquire(left, NANOSECONDS);
        } finally {
            if (!entered) {
                places.release();
            }
        }
        return entered;
    }

    /// One alarm for the whole turn: a wait with a limit of its own would set one for every image.
    private void closeInTime() {
        if (closing == null) {
            long left = closesAt - System.nanoTime();
            closing = ForkJoinPool.commonPool().schedule(() -> places.release(), left, NANOSECONDS);
        }
    }

    void leave() {
        placesOfNode.release();
        places.release();
    }

    /// Uses the place for an image, which leaves it when it is done.
    void start(int number, Runnable image) {
        Thread.ofVirtual()
                .name("image-", number)
                .start(
                        () -> {
                            downloading.add(Thread.currentThread());
                            try {
                                image.run();
                            } finally {
                                downloaded();
                                leave();
                            }
                        });
    }

    /// The image on this thread has arrived, and is not given up any more.
    void downloaded() {
        downloading.remove(Thread.currentThread());
    }

    /// Waits for what is in flight. Where others need the place, downloads that are still not done
    /// after so much patience are interrupted.
    void drain(Duration patience, BooleanSupplier othersWait) {
        // An alarm that has gone off has left a place behind.
        int all = closing == null || closing.cancel(false) ? size : size + 1;
        try {
            while (!places.tryAcquire(all, patience.toMillis(), MILLISECONDS)) {
                if (othersWait.getAsBoolean()) {
                    downloading.forEach(Thread::interrupt);
                }
            }
        } catch (InterruptedException e) {
            places.acquireUninterruptibly(all);
            Thread.currentThread().interrupt();
        }
    }
}
