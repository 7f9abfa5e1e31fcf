package org.imgmill.processing;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.imgmill.batch.Ending;
import org.imgmill.batch.ImageId;

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

    void write(Ending ending) {
        if (ending instanceof Ending.Again) {
            postponed = true;
        }
        flusher.add(ending, () -> written(ending.image()));
    }

    private void written(ImageId image) {
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
