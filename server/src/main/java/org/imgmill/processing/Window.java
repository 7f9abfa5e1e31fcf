package org.imgmill.processing;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/// The images that one turn has in flight, each on a thread of its own.
final class Window {

    private final int size;
    private final Semaphore places;
    private final Semaphore placesOfNode;

    /// The threads of images whose download has not been answered, or is on its way.
    private final Set<Thread> downloading = ConcurrentHashMap.newKeySet();

    Window(int size, Semaphore placesOfNode) {
        this.size = size;
        this.places = new Semaphore(size);
        this.placesOfNode = placesOfNode;
    }

    /// Waits for a place; whoever has one either starts an image in it or leaves.
    ///
    /// @param until by the clock of `System.nanoTime`
    /// @return whether there was one in time
    boolean enter(long until) throws InterruptedException {
        if (!places.tryAcquire(until - System.nanoTime(), NANOSECONDS)) {
            return false;
        }
        boolean entered = false;
        try {
            entered = placesOfNode.tryAcquire(until - System.nanoTime(), NANOSECONDS);
        } finally {
            if (!entered) {
                places.release();
            }
        }
        return entered;
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
        try {
            while (!places.tryAcquire(size, patience.toMillis(), MILLISECONDS)) {
                if (othersWait.getAsBoolean()) {
                    downloading.forEach(Thread::interrupt);
                }
            }
        } catch (InterruptedException e) {
            places.acquireUninterruptibly(size);
            Thread.currentThread().interrupt();
        }
    }
}
