package org.imgmill.batch;

import java.util.UUID;
import org.slf4j.MDC;

/// Puts into every line of the log which batch and which image it is about, in the words of the
/// API: `/v1/batches/{batch}/images/{image}/original`.
public final class LogFields {

    private LogFields() {}

    /// @return to be closed when the lines are about something else
    public static MDC.MDCCloseable batch(UUID batch) {
        return MDC.putCloseable("batch", batch.toString());
    }

    /// @return to be closed when the lines are about something else
    public static MDC.MDCCloseable image(ImageId image) {
        return MDC.putCloseable("image", Long.toString(image.pack()));
    }
}
