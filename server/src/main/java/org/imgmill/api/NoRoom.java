package org.imgmill.api;

import org.springframework.util.unit.DataSize;

/// So little disk is free that no new work is taken.
class NoRoom extends RuntimeException {

    NoRoom(DataSize least) {
        super(
                "Less than %d MB of disk are free on this server, so it takes no new catalogue. Batches that it has go on. Try again later, or ask its operator to make room (imgmill.min-free)."
                        .formatted(least.toMegabytes()));
    }
}
