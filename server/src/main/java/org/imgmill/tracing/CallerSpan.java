package org.imgmill.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads which span a request comes from.
final class CallerSpan implements TextMapGetter<CallerTrace> {

    private static final CallerSpan READER = new CallerSpan();

    private CallerSpan() {}

    /// Invalid where the request names none, or not as W3C Trace Context asks.
    static SpanContext of(CallerTrace caller) {
        var read = W3CTraceContextPropagator.getInstance().extract(Context.root(), caller, READER);
        return Span.fromContext(read).getSpanContext();
    }

    @Override
    public Iterable<String> keys(CallerTrace caller) {
        return List.of(CallerTrace.PARENT, CallerTrace.STATE);
    }

    @Override
    public @Nullable String get(@Nullable CallerTrace caller, String key) {
        if (caller == null) {
            return null;
        }
        if (key.equals(CallerTrace.PARENT)) {
            return caller.parents().size() == 1 ? caller.parents().getFirst() : null;
        }
        return String.join(",", caller.states());
    }
}
