package org.imgmill.processing;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.imgmill.batch.ImageId;
import org.imgmill.batch.Outcome;

/// The images of one turn that were begun and whose endings are not in the database yet.
final class Unwritten {

    private static final int MOST = 512;

    private final Flusher flusher;
    private final Semaphore room = new Semaphore(MOST);
    private final Set<ImageId> images = ConcurrentHashMap.newKeySet();
    private volatile boolean postponed;

    Unwritten(Flusher flusher) {
        this.flusher = flusher;
    }

    void begin(ImageId image) throws InterruptedException {
        room.acquire();
        images.add(image);
    }

    boolean contains(ImageId image) {
        return images.contains(image);
    }

    void write(Outcome ending) {
        if (ending instanceof Outcome.Again) {
            postponed = true;
        }
        flusher.add(ending, () -> forget(ending.image()));
    }

    /// Nothing is to be written about this image.
    void forget(ImageId image) {
        images.remove(image);
        room.release();
    }

    /// Whether an image of this turn is to be tried again.
    boolean hasPostponed() {
        return postponed;
    }

    /// Waits until all are written.
    void drain() {
        flusher.hurry();
        room.acquireUninterruptibly(MOST);
    }
}
