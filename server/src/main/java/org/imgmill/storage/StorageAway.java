package org.imgmill.storage;

import java.io.IOException;
import java.io.Serial;

/// The storage does not answer at present, or lets nobody read. It passes, or its operator has to
/// look; whoever wanted an output may ask again.
public final class StorageAway extends IOException {

    @Serial private static final long serialVersionUID = 1;

    StorageAway(String message) {
        super(message);
    }

    StorageAway(String message, Throwable cause) {
        super(message, cause);
    }
}
