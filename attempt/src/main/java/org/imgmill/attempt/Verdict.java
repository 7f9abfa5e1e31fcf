package org.imgmill.attempt;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a download that brought no image means for the image.
public sealed interface Verdict {

    /// The image ends without an output.
    ///
    /// @param status what the server answered with; null: the failure is not one of its answers
    /// @param detail what an operator wants to know beyond the code; null when there is nothing
    record Failed(FailureCode code, @Nullable Integer status, @Nullable String detail)
            implements Verdict {}

    /// The try failed, and another may do better.
    record Again(Duration after) implements Verdict {}

    /// The host asks to be left alone; no try is used up.
    record Later(Duration rest) implements Verdict {}

    /// Our own disk is the trouble; the image stays as it is.
    record NotNow(String why) implements Verdict {}

    /// What a host is known to be after an answer.
    enum Host {
        /// It answers, whatever it says.
        ANSWERED,
        /// It is in trouble; after enough of these in a row it is left alone.
        FAILED,
        /// The answer says nothing about it.
        UNKNOWN
    }
}
