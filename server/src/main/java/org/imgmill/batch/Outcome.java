package org.imgmill.batch;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.imgmill.attempt.FailureCode;
import org.imgmill.output.Output;
import org.imgmill.transcode.ImageFormat;
import org.jspecify.annotations.Nullable;

/// What became of one try at an image, to be written by the node's flusher.
public sealed interface Outcome permits Outcome.Ended, Outcome.Again {

    UUID batch();

    ImageId image();

    /// The image is done with, and its batch's counters move.
    sealed interface Ended extends Outcome permits Stored, Failed {}

    /// All outputs are in the storage; format, width and height are those of the first.
    ///
    /// @param bytesOut of all outputs together
    /// @param look the score of its look, where that was found; null: it was not
    /// @param detail what was wrong with the input, though it was stored; null: nothing
    /// @param outputs all of them, where the batch has several
    /// @param keptAs the start of the keys of its outputs, if an earlier run of its catalogue made
    ///   them; null: they were made now
    /// @param seen what the next run of its catalogue is to know; null: it has none
    /// @param traits what tells it from other images; null: nobody looked
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
            int ms,
            List<Output.@Nullable Made> outputs,
            @Nullable String keptAs,
            @Nullable Seen seen,
            @Nullable Traits traits)
            implements Ended {

        /// Of a batch with one output.
        public Stored(
                UUID batch,
                ImageId image,
                ImageFormat format,
                int width,
                int height,
                int bytesIn,
                int bytesOut,
                @Nullable Double look,
                @Nullable String detail,
                int ms) {
            this(
                    batch, image, format, width, height, bytesIn, bytesOut, look, detail, ms,
                    List.of(), null, null, null);
        }
    }

    /// The image ended without an output, or without one of several.
    ///
    /// @param detail what an operator wants to know beyond the code; null when there is nothing
    /// @param outputs those that are in the storage all the same, null for the others; empty: none
    record Failed(
            UUID batch,
            ImageId image,
            String host,
            FailureCode code,
            @Nullable Integer httpStatus,
            @Nullable String detail,
            int ms,
            List<Output.@Nullable Made> outputs)
            implements Ended {

        /// Without any output.
        public Failed(
                UUID batch,
                ImageId image,
                String host,
                FailureCode code,
                @Nullable Integer httpStatus,
                @Nullable String detail,
                int ms) {
            this(batch, image, host, code, httpStatus, detail, ms, List.of());
        }
    }

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
