package org.imgmill.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.IdGenerator;

/// Gives the spans that begin a trace the ids that were agreed on, and all others random ones.
final class AgreedIds implements IdGenerator {

    private static final ScopedValue<SpanContext> AGREED = ScopedValue.newInstance();

    private final IdGenerator random = IdGenerator.random();

    static Span start(SpanBuilder span, SpanContext ids) {
        return ScopedValue.where(AGREED, ids).call(span.setNoParent()::startSpan);
    }

    @Override
    public String generateSpanId() {
        return AGREED.isBound() ? AGREED.get().getSpanId() : random.generateSpanId();
    }

    @Override
    public String generateTraceId() {
        return AGREED.isBound() ? AGREED.get().getTraceId() : random.generateTraceId();
    }
}
