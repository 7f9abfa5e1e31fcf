package org.imgmill.api.errors;

import org.springframework.util.unit.DataSize;

/// So little disk is free that no new work is taken.
public class NoRoom extends RuntimeException {

    /// @param why what the disk said
    public NoRoom(String why) {
        super(
                "This server's disk takes nothing at the moment, so the image could not be fetched. Try again later, or tell its operator: %s."
                        .formatted(why));
    }

    public NoRoom(DataSize least) {
        super(
                "Less than %d MB of disk are free on this server, so it takes no new catalogue. Batches that it has go on. Try again later, or ask its operator to make room (imgmill.min-free)."
                        .formatted(least.toMegabytes()));
    }
}
