package org.imgmill.auth;

import java.util.Map;

/// Which of the APIs a path belongs to, and the form of its refusals.
enum Face {
    /// problem+json
    NATIVE,
    /// `{"error", "msg"}`, as the paths that several older documents share
    UNION,
    /// `{"msg"}`
    MSG,
    /// `{"detail"}`
    DETAIL,
    /// the page, the documents, the outputs
    NO_API;

    static Face of(String path) {
        if (starts(path, "/compat/async-image-processing/", "/static/csv/")
                || path.equals("/api/status")) {
            return MSG;
        }
        if (starts(path, "/compat/image-processor/", "/image/")) {
            return DETAIL;
        }
        if (starts(path, "/compat/", "/api/", "/upload", "/status/", "/results/")) {
            return UNION;
        }
        return starts(path, "/v1/", "/actuator") ? NATIVE : NO_API;
    }

    private static boolean starts(String path, String... prefixes) {
        for (var prefix : prefixes) {
            if (path.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    Map<String, Object> body(Refusal refusal) {
        return switch (this) {
            case UNION -> Map.of("error", refusal.detail(), "msg", refusal.detail());
            case MSG -> Map.of("msg", refusal.detail());
            case DETAIL -> Map.of("detail", refusal.detail());
            case NATIVE, NO_API ->
                    Map.of(
                            "type", "/docs/problems#" + refusal.code(),
                            "title", refusal.status().getReasonPhrase(),
                            "status", refusal.status().value(),
                            "detail", refusal.detail(),
                            "code", refusal.code());
        };
    }

    String mediaType() {
        return switch (this) {
            case UNION, MSG, DETAIL -> "application/json";
            case NATIVE, NO_API -> "application/problem+json";
        };
    }
}
