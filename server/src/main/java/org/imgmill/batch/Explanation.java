package org.imgmill.batch;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Why an image ended as it did, as its owner reads it: the reason that was written down when it
/// ended, as a sentence, and what to do.
final class Explanation {

    private Explanation() {}

    /// @param reason null or blank where none was written down
    /// @return null where there is no reason
    static @Nullable String of(@Nullable String reason, String advice) {
        String said = reason == null ? "" : reason.strip();
        if (said.isEmpty()) {
            return null;
        }
        String sentence = said.substring(0, 1).toUpperCase(Locale.ROOT) + said.substring(1);
        return sentence + (sentence.endsWith(".") ? " " : ". ") + advice;
    }
}
