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
    /// @param throttled the host asked to wait, which uses up no attempt
    record Again(UUID batch, ImageId image, Duration after, boolean throttled) implements Ending {}
}
