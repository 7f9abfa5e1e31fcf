package org.imgmill.batch;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Moments at which losing or doubling work would be easiest. Tests end the process there; in
/// production nobody listens.
public enum Failpoint {
    /// a batch is committed, nothing of it has begun
    ACCEPTED,
    /// an image has arrived
    DOWNLOADED,
    /// its output is made, and nowhere yet
    TRANSCODED,
    /// its output is in the storage, and the database knows nothing of it
    STORED,
    /// endings are about to be written
    BEFORE_ENDINGS,
    /// endings are committed
    AFTER_ENDINGS,
    /// the last image of a batch is written, the transaction that ends the batch is open
    BATCH_ENDS,
    /// a webhook's answer is here, and the database knows nothing of it
    DELIVERED;

    private static volatile @Nullable Consumer<Failpoint> listener;

    public void reach() {
        var heard = listener;
        if (heard != null) {
            heard.accept(this);
        }
    }

    static void listen(Consumer<Failpoint> to) {
        listener = to;
    }
}
