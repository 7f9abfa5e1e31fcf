package org.imgmill.batch;

import java.util.UUID;

/// The batch is not there, or was deleted since somebody looked.
public final class NoSuchBatch extends RuntimeException {

    public NoSuchBatch(UUID id) {
        super("There is no batch with the id %s.".formatted(id));
    }
}
