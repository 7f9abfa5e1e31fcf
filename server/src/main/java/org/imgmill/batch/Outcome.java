package org.imgmill.batch;

import java.time.Duration;
import java.util.UUID;
import org.imgmill.attempt.FailureCode;
import org.imgmill.transcode.ImageFormat;
import org.jspecify.annotations.Nullable;

/// What became of one try at an image, to be written by the node's flusher.
public sealed interface Outcome permits Outcome.Ended, Outcome.Again {

    UUID batch();

    ImageId image();

    /// The image is done with, and its batch's counters move.
    sealed interface Ended extends Outcome permits Stored, Failed {}

    /// The output is in the storage.
    ///
    /// @param look the score of its look, where that was found; null: it was not
    /// @param detail what was wrong with the input all the same; null when there is nothing
    record Stored(
            UUID batch,
            ImageId image,
            ImageFormat format,
            int width,
            int height,
            int bytesIn,
            int bytesOut,
            @Nullable Double look,
            @Nullable String detail,
            int ms)
            implements Ended {}

    /// The image ended without an output.
    ///
    /// @param detail what an operator wants to know beyond the code; null when there is nothing
    record Failed(
            UUID batch,
            ImageId image,
            String host,
            FailureCode code,
            @Nullable Integer httpStatus,
            @Nullable String detail,
            int ms)
            implements Ended {}

    /// Not an ending yet: the image is due again later.
    ///
    /// @param reason only a failed try uses up an attempt
    record Again(UUID batch, ImageId image, Duration after, Reason reason) implements Outcome {}

    /// Why an image did not end.
    enum Reason {
        /// The try failed and counts as one.
        FAILED,
        /// The host asked to wait.
        THROTTLED,
        /// Our own storage or database was away.
        OURS;

        boolean usesUpATry() {
            return switch (this) {
                case FAILED -> true;
                case THROTTLED, OURS -> false;
            };
        }

        boolean isTheHosts() {
            return switch (this) {
                case THROTTLED -> true;
                case FAILED, OURS -> false;
            };
        }
    }
}
