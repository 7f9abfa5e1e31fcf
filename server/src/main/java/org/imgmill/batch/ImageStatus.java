package org.imgmill.batch;

import java.util.Locale;

/// How far an image got, as its row says it.
enum ImageStatus {
    PENDING(0),
    STORED(1),
    FAILED(2);

    private final short number;

    ImageStatus(int number) {
        this.number = (short) number;
    }

    /// The number that stands in the database; never given to another status.
    short number() {
        return number;
    }

    /// @throws IllegalStateException if no status has this number
    static ImageStatus of(int number) {
        for (var status : values()) {
            if (status.number == number) {
                return status;
            }
        }
        throw new IllegalStateException("no image has the status " + number);
    }

    /// SQL with the numbers in place of `{pending}`, `{stored}` and `{failed}`.
    static String in(String sql) {
        var numbered = sql;
        for (var status : values()) {
            numbered =
                    numbered.replace(
                            "{" + status.name().toLowerCase(Locale.ROOT) + "}",
                            Short.toString(status.number));
        }
        return numbered;
    }
}
