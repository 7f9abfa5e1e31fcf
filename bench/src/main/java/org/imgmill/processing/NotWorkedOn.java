package org.imgmill.processing;

import java.util.Collections;
import java.util.List;
import org.imgmill.batch.Lanes;
import org.imgmill.batch.Outcome;
import org.imgmill.output.Output;
import org.imgmill.transcode.ImageFormat;

/// The ending of an image that was neither fetched nor stored, as if it had been.
final class NotWorkedOn {

    private NotWorkedOn() {}

    static Outcome stored(Lanes.Turn turn, Lanes.Due due, int millis) {
        var made = new Output.Made(ImageFormat.JPEG, 1000, 1000, 50_000);
        int outputs = turn.outputs().size();
        return new Outcome.Stored(
                turn.batch(),
                due.id(),
                made.format(),
                made.width(),
                made.height(),
                200_000,
                outputs * made.bytes(),
                null,
                null,
                millis,
                turn.outputs().getFirst().isNamed()
                        ? Collections.nCopies(outputs, made)
                        : List.of(),
                null,
                null,
                null);
    }
}
