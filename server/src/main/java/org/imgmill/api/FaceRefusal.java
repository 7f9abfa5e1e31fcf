package org.imgmill.api;

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
        /// there is no such batch
        UNKNOWN_ID
    }

    private final Kind kind;

    FaceRefusal(Kind kind, String sentence) {
        super(sentence);
        this.kind = kind;
    }

    public static FaceRefusal of(Kind kind, String sentence) {
        return new FaceRefusal(kind, sentence);
    }

    public Kind kind() {
        return kind;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
