package org.imgmill.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request whose span goes along with it.
record OtlpCall(Span span) implements Traces.Call {

    @Override
    public Map<String, String> headers() {
        var headers = new HashMap<String, String>();
        W3CTraceContextPropagator.getInstance()
                .inject(
                        Context.root().with(span),
                        headers,
                        (_, name, value) -> headers.put(name, value));
        return headers;
    }

    @Override
    public void ended(@Nullable Integer status, @Nullable String error) {
        if (status != null) {
            span.setAttribute("http.response.status_code", status);
        }
        if (error != null) {
            span.setStatus(StatusCode.ERROR, error);
        }
        span.end();
    }
}
