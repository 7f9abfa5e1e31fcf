package org.imgmill.limits;

import java.time.Duration;

/// A key has used up what it may have for now.
public final class OverLimit extends RuntimeException {

    private final String code;
    private final Duration retryAfter;

    OverLimit(String code, String sentence, Duration retryAfter) {
        super(sentence);
        this.code = code;
        this.retryAfter = retryAfter;
    }

    public String code() {
        return code;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
