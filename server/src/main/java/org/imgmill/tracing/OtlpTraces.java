package org.imgmill.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.imgmill.batch.Batch;
import org.imgmill.batch.BatchStatus;
import org.imgmill.batch.Lanes;
import org.imgmill.batch.Outcome;
import org.springframework.beans.factory.DisposableBean;

/// Makes spans of what is over and hands them to whoever sends them.
///
/// ```
/// (the caller's span)  <---link---  accept batch                    process image  ---link--->  accept batch
/// '- POST /v1/batches  ---link--->  |- process batch                |- download
///                                   '- deliver webhook (each try)   |- transcode
///                                                                   '- store
/// ```
final class OtlpTraces implements Traces, DisposableBean {

    /// A node does not stop later because nobody takes its last spans.
    private static final int SECONDS_TO_STOP = 2;

    private final SdkTracerProvider provider;
    private final Tracer tracer;
    private final double share;

    /// @param share of the images, however they end
    OtlpTraces(SdkTracerProvider provider, double share) {
        this.provider = provider;
        this.tracer = provider.get("imgmill");
        this.share = share;
    }

    @Override
    public boolean collected() {
        return true;
    }

    /// The span is sent once, when the batch is there, so that all later spans have a parent,
    /// however often the batch ends.
    @Override
    public void accepted(Batch batch, CallerTrace caller) {
        var created = batch.times().created();
        var now = Instant.now();
        var span = span("accept batch", batch.id(), created);
        span.setAttribute("imgmill.images", batch.counts().distinct());
        span.addLink(CallerSpan.of(caller));
        AgreedIds.start(span, TraceIds.batch(batch.id()))
                .end(now.isBefore(created) ? created : now);
    }

    /// In the caller's own trace, if the caller keeps it.
    @Override
    public void answered(Upload upload) {
        var caller = CallerSpan.of(upload.caller());
        if (caller.isSampled()) {
            span(upload.method() + " " + upload.route(), upload.batch(), upload.begun())
                    .setParent(in(caller))
                    .setSpanKind(SpanKind.SERVER)
                    .addLink(TraceIds.batch(upload.batch()))
                    .setAttribute("http.request.method", upload.method())
                    .setAttribute("http.route", upload.route())
                    .setAttribute("http.response.status_code", upload.status())
                    .startSpan()
                    .end();
        }
    }

    @Override
    public void ended(Batch batch) {
        var times = batch.times();
        var started = Objects.requireNonNullElse(times.started(), times.created());
        var counts = batch.counts();
        var span =
                span("process batch", batch.id(), started)
                        .setParent(in(TraceIds.batch(batch.id())))
                        .setAttribute("imgmill.status", batch.status().word())
                        .setAttribute("imgmill.stored", counts.stored())
                        .setAttribute("imgmill.failed", counts.failed())
                        .startSpan();
        if (batch.status() == BatchStatus.FAILED) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end(Objects.requireNonNullElse(times.finished(), times.updated()));
    }

    @Override
    public void tried(Lanes.Turn turn, Lanes.Due image, Outcome ending, Steps steps) {
        if (ending instanceof Outcome.Failed
                || TraceIds.isSampled(turn.batch(), image.id(), share)) {
            new ImageSpans(tracer, turn, image, ending).send(steps);
        }
    }

    @Override
    public Call call(UUID batch, UUID delivery, String host, int number) {
        return new OtlpCall(
                span("deliver webhook", batch, Instant.now())
                        .setParent(in(TraceIds.batch(batch)))
                        .setSpanKind(SpanKind.CLIENT)
                        .setAttribute("imgmill.delivery", delivery.toString())
                        .setAttribute("imgmill.try", number)
                        .setAttribute("server.address", host)
                        .startSpan());
    }

    private SpanBuilder span(String name, UUID batch, Instant start) {
        return tracer.spanBuilder(name)
                .setStartTimestamp(start)
                .setAttribute("imgmill.batch", batch.toString());
    }

    private static Context in(SpanContext span) {
        return Context.root().with(Span.wrap(span));
    }

    @Override
    public void destroy() {
        provider.shutdown().join(SECONDS_TO_STOP, TimeUnit.SECONDS);
    }
}
