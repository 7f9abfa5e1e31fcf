package org.imgmill.processing;

import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.imgmill.batch.BatchEvent;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/// Whether lanes of this node are to begin no further images: none at all when the node is on its
/// way out, none of a batch that was halted here. A lane learns at its next turn that its batch was
/// halted elsewhere.
@Component
class Draining {

    /// Longer than any turn: after it every lane has read from the database that its batch is
    /// halted.
    private static final long REMEMBERED = TimeUnit.MINUTES.toNanos(1);

    /// When each batch was halted, by the clock of `System.nanoTime`.
    private final ConcurrentHashMap<UUID, Long> halted = new ConcurrentHashMap<>();

    private volatile boolean begun;

    void begin() {
        begun = true;
    }

    @TransactionalEventListener
    void halted(BatchEvent.Halted event) {
        long now = System.nanoTime();
        halted.values().removeIf(since -> now - since > REMEMBERED);
        halted.put(event.batch(), now);
    }

    @TransactionalEventListener
    void continued(BatchEvent.Continued event) {
        halted.remove(event.batch());
    }

    boolean now(UUID batch) {
        return begun || halted.containsKey(batch);
    }
}
