package org.imgmill.tracing;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import java.util.UUID;
import org.imgmill.batch.ImageId;

/// The ids on which all nodes of a fleet agree without asking each other.
///
/// A batch's trace has the batch's id, so that one leads to the other. An image's trace id is
/// computed from its batch and its number, as evenly spread as random ones, so that all its tries
/// are sampled or none.
final class TraceIds {

    private TraceIds() {}

    /// The span that all others of a batch's trace belong to.
    static SpanContext batch(UUID batch) {
        long high = batch.getMostSignificantBits();
        long low = batch.getLeastSignificantBits();
        return context(TraceId.fromLongs(high, low), SpanId.fromLong(mixed(high ^ mixed(low))));
    }

    /// @param span of the try that its trace begins with
    static SpanContext image(UUID batch, ImageId image, String span) {
        long number = image.pack();
        return context(
                TraceId.fromLongs(
                        mixed(batch.getMostSignificantBits() ^ mixed(number)),
                        spread(batch, number)),
                span);
    }

    /// Whether an image belongs to this share of all.
    static boolean isSampled(UUID batch, ImageId image, double share) {
        return (spread(batch, image.pack()) >>> 1) < share * Long.MAX_VALUE;
    }

    private static long spread(UUID batch, long image) {
        return mixed(batch.getLeastSignificantBits() + mixed(~image));
    }

    private static SpanContext context(String trace, String span) {
        return SpanContext.create(trace, span, TraceFlags.getSampled(), TraceState.getDefault());
    }

    /// The finalizer of SplitMix64: every bit of the input changes half of the output's.
    private static long mixed(long bits) {
        bits = (bits ^ bits >>> 30) * 0xbf58476d1ce4e5b9L;
        bits = (bits ^ bits >>> 27) * 0x94d049bb133111ebL;
        return bits ^ bits >>> 31;
    }
}
