package org.imgmill.processing;

import org.imgmill.batch.Lanes;
import org.imgmill.batch.Outcome;
import org.imgmill.transcode.ImageFormat;

/// The ending of an image that was neither fetched nor stored, as if it had been.
final class NotWorkedOn {

    private NotWorkedOn() {}

    static Outcome stored(Lanes.Turn turn, Lanes.Due due, int millis) {
        return new Outcome.Stored(
                turn.batch(),
                due.id(),
                ImageFormat.JPEG,
                1000,
                1000,
                200_000,
                50_000,
                null,
                null,
                millis);
    }
}
