package org.imgmill.compat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Why an older face does not do what it was asked, to be put in that face's own form.
public final class FaceRefusal extends RuntimeException {

    /// What kind of thing is wrong.
    public enum Kind {
        /// the form has no file, an empty one, or cannot be read
        NO_FILE,
        /// the file's name does not end in .csv
        WRONG_TYPE,
        /// the catalogue is wrong
        INVALID_CATALOGUE,
        /// something is larger than this server takes
        TOO_LARGE,
        /// a webhook cannot be had
        INVALID_WEBHOOK,
        /// the key has used up what it may
        OVER_LIMIT,
        /// there is no such batch
        UNKNOWN_ID
    }

    private final Kind kind;
    private final @Nullable Duration retryAfter;

    FaceRefusal(Kind kind, String sentence) {
        this(kind, sentence, null);
    }

    private FaceRefusal(Kind kind, String sentence, @Nullable Duration retryAfter) {
        super(sentence);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    static FaceRefusal later(String sentence, Duration retryAfter) {
        return new FaceRefusal(Kind.OVER_LIMIT, sentence, retryAfter);
    }

    public static FaceRefusal of(Kind kind, String sentence) {
        return new FaceRefusal(kind, sentence);
    }

    public Kind kind() {
        return kind;
    }

    /// When the same may be asked again; null: it would be refused again.
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
