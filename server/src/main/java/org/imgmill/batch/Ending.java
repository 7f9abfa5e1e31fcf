package org.imgmill.batch;

import java.time.Duration;
import java.util.UUID;
import org.imgmill.transcode.ImageFormat;
import org.jspecify.annotations.Nullable;

/// What became of one try at an image, to be written by the node's flusher.
public sealed interface Ending {

    UUID batch();

    ImageId image();

    /// The output is in the storage.
    record Stored(
            UUID batch,
            ImageId image,
            ImageFormat format,
            int width,
            int height,
            int bytesIn,
            int bytesOut,
            int ms)
            implements Ending {}

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
            implements Ending {}

    /// Not an ending yet: the image is due again later.
    ///
    /// @param reason only a failed try uses up an attempt
    record Again(UUID batch, ImageId image, Duration after, Reason reason) implements Ending {}

    /// Why an image did not end.
    enum Reason {
        /// The try failed and counts as one.
        FAILED,
        /// The host asked to wait.
        THROTTLED,
        /// Our own storage or database was away.
        OURS
    }
}
