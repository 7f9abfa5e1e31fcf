package org.imgmill.tracing;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/// What a request says of the trace that it belongs to (W3C Trace Context), as it came.
///
/// @param parents the values of `traceparent`; more than one mean nothing
/// @param states the values of `tracestate`
record CallerTrace(List<String> parents, List<String> states) {

    static final String PARENT = "traceparent";
    static final String STATE = "tracestate";

    private static final CallerTrace NONE = new CallerTrace(List.of(), List.of());

    static CallerTrace of(HttpServletRequest request) {
        return new CallerTrace(headers(request, PARENT), headers(request, STATE));
    }

    /// Of the request that this thread answers.
    static CallerTrace current() {
        return RequestContextHolder.getRequestAttributes()
                        instanceof ServletRequestAttributes attributes
                ? of(attributes.getRequest())
                : NONE;
    }

    private static List<String> headers(HttpServletRequest request, String name) {
        return Collections.list(request.getHeaders(name));
    }
}
