package org.imgmill.node;

import java.io.Serial;

/// Why this server does not start, and what to do about it: said on the terminal, without a stack
/// trace.
public final class StartRefused extends RuntimeException {

    @Serial private static final long serialVersionUID = 1;

    private final String advice;

    /// @param what is wrong, with the name and the value of the setting that it hangs on
    public StartRefused(String what, String advice) {
        super(what);
        this.advice = advice;
    }

    public StartRefused(String what, String advice, Throwable cause) {
        super(what, cause);
        this.advice = advice;
    }

    /// What to do about it.
    public String advice() {
        return advice;
    }
}
