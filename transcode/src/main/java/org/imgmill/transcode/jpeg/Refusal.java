package org.imgmill.transcode.jpeg;

import org.imgmill.transcode.jpeg.Recompressed.Reason;
import org.imgmill.transcode.jpeg.Recompressed.Refused;

/// Carries a refusal from deep inside a decoder to the one place where it becomes an ending.
///
/// It never leaves this package, and it has no stack trace because damaged inputs are ordinary.
final class Refusal extends RuntimeException {

    private final Reason reason;
    private final String detail;

    Refusal(Reason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
        this.detail = detail;
    }

    static Refusal corrupt(String detail) {
        return new Refusal(Reason.CORRUPT, detail);
    }

    static Refusal unsupported(String detail) {
        return new Refusal(Reason.UNSUPPORTED, detail);
    }

    static Refusal truncated(String detail) {
        return new Refusal(Reason.TRUNCATED, detail);
    }

    Refused ending() {
        return new Refused(reason, detail);
    }
}
