package org.imgmill.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.imgmill.batch.Lanes;
import org.imgmill.batch.Outcome;

/// Makes the spans of one try at an image: one for all of it and one for each step.
record ImageSpans(Tracer tracer, Lanes.Turn turn, Lanes.Due image, Outcome ending) {

    private static final List<String> STEPS = List.of("download", "transcode", "store");

    void send(Steps steps) {
        var whole = begin(steps.begun());
        describe(whole);
        var at = steps.begun();
        int last = steps.took().size() - 1;
        for (int i = 0; i <= last; i++) {
            var step = step(whole, STEPS.get(i), at);
            if (i == last) {
                blame(step);
            }
            at = at.plus(steps.took().get(i));
            step.end(at);
        }
        blame(whole);
        whole.end(at);
    }

    private Span begin(Instant begun) {
        var span =
                tracer.spanBuilder("process image")
                        .setStartTimestamp(begun)
                        .addLink(TraceIds.batch(turn.batch()))
                        .setAttribute("imgmill.batch", turn.batch().toString())
                        .setAttribute("imgmill.image", Long.toString(image.id().pack()))
                        .setAttribute("imgmill.try", image.attempts() + 1)
                        .setAttribute("server.address", turn.host());
        var id = IdGenerator.random().generateSpanId();
        return AgreedIds.start(span, TraceIds.image(turn.batch(), image.id(), id));
    }

    private Span step(Span whole, String name, Instant at) {
        return tracer.spanBuilder(name)
                .setParent(Context.root().with(whole))
                .setStartTimestamp(at)
                .startSpan();
    }

    private void describe(Span whole) {
        switch (ending) {
            case Outcome.Stored stored ->
                    whole.setAttribute("imgmill.outcome", "stored")
                            .setAttribute("imgmill.bytes_in", stored.bytesIn())
                            .setAttribute("imgmill.bytes_out", stored.bytesOut());
            case Outcome.Failed failed -> {
                whole.setAttribute("imgmill.outcome", "failed");
                if (failed.httpStatus() != null) {
                    whole.setAttribute("http.response.status_code", failed.httpStatus());
                }
            }
            case Outcome.Again again ->
                    whole.setAttribute("imgmill.outcome", "again")
                            .setAttribute(
                                    "imgmill.again",
                                    again.reason().name().toLowerCase(Locale.ROOT));
        }
    }

    /// An image fails in the last step it came to.
    private void blame(Span span) {
        if (ending instanceof Outcome.Failed failed) {
            span.setAttribute("error.type", failed.code().word());
            span.setStatus(StatusCode.ERROR, failed.code().sentence());
        }
    }
}
