package org.imgmill.batch;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Why an image ended as it did, as its owner reads it: the reason that was written down when it
/// ended, as a sentence, and what to do.
final class Explanation {

    /// How complaints of decoders begin: with the name of the one that complains.
    private static final Pattern DECODER =
            Pattern.compile(
                    "(?i)(vips\\w*|tiff2vips|webp|heif|gifload\\w*|source|\\w+load_\\w+): .*");

    /// That the file is cut off, in the words of the decoders.
    private static final Pattern CUT_OFF =
            Pattern.compile(
                    "(?i).*(premature end|unexpected end|end of (gif|file|data|input)|read error|bad seek|too short|truncated).*");

    private static final Pattern BEYOND_US =
            Pattern.compile("(?i).*(support|configured|plugin|blocked|limit|memory).*");

    private Explanation() {}

    /// @param reason null or blank where none was written down
    /// @return null where there is no reason
    static @Nullable String of(@Nullable String reason, String advice) {
        String said = reason == null ? "" : reason.strip();
        if (said.isEmpty()) {
            return null;
        }
        String words = DECODER.matcher(said).matches() ? inPlainWords(said) : said;
        String sentence = words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
        return sentence + (sentence.endsWith(".") ? " " : ". ") + advice;
    }

    /// Rewords what an owner can mend; what lies with the decoder stays as it is.
    private static String inPlainWords(String complaint) {
        if (CUT_OFF.matcher(complaint).matches()) {
            return "the file ends before its picture does";
        }
        return BEYOND_US.matcher(complaint).matches()
                ? complaint
                : "what the file says of its picture does not add up";
    }
}
