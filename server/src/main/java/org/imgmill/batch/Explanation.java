package org.imgmill.batch;

import java.util.Locale;

/// Why an image ended as it did, as its owner reads it: the reason that was written down when it
/// ended, as a sentence, and what to do.
final class Explanation {

    private Explanation() {}

    static String of(String reason, String advice) {
        String first = reason.substring(0, 1).toUpperCase(Locale.ROOT);
        String sentence = first + reason.substring(1).strip();
        return sentence + (sentence.endsWith(".") ? " " : ". ") + advice;
    }
}
