package org.imgmill.batch;

import java.time.Instant;
import java.util.Locale;
import org.imgmill.attempt.FailureCode;
import org.imgmill.transcode.ImageFormat;
import org.jspecify.annotations.Nullable;

/// One distinct URL of a batch and what became of it.
///
/// @param row the first product it stands at, from 1, and `position` in its URL cell, from 0
/// @param retryAt when its next try is due, if it waits for one
public record Image(
        ImageId id,
        int row,
        int position,
        String url,
        String host,
        int attempts,
        @Nullable Instant retryAt,
        State state) {

    /// How far an image got.
    public sealed interface State {}

    /// Not ended yet.
    public record Pending() implements State {}

    /// Its output is in the storage.
    ///
    /// @param look the score of its look, where that was found; null: it was not
    public record Stored(
            ImageFormat format,
            int width,
            int height,
            int bytesIn,
            int bytesOut,
            @Nullable Double look,
            @Nullable String detail,
            int ms)
            implements State {

        /// What its owner reads of what was wrong with it all the same; null: nothing.
        public @Nullable String explanation() {
            return Explanation.of(detail, "Export the picture again.");
        }
    }

    /// It ended without an output.
    public record Failed(
            FailureCode code, @Nullable Integer httpStatus, @Nullable String detail, int ms)
            implements State {

        /// What its owner reads: the code's sentence, or for an HTTP error the status too.
        public String message() {
            return httpStatus == null ? code.sentence() : "The server answered " + httpStatus + ".";
        }

        /// What exactly is wrong and what to do about it, in a sentence or two for its owner; null
        /// where nothing is known beyond the message.
        public @Nullable String explanation() {
            return Explanation.of(detail, code.advice());
        }
    }

    /// The key of its output in the storage.
    ///
    /// @param token the batch's
    public static String key(String token, int row, int position, ImageFormat format) {
        return String.format(Locale.ROOT, "%s/%d-%d.%s", token, row, position, format.extension());
    }
}
