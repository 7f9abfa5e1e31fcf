package org.imgmill.catalogue;

import java.util.Locale;

/// The closed list of what can be wrong with an uploaded catalogue.
public enum ProblemCode {
    NOT_A_CATALOGUE,
    DAMAGED_FILE,
    UNREADABLE_TEXT,
    NUL_CHARACTER,
    UNCLOSED_QUOTE,
    TEXT_AFTER_QUOTE,
    MISSING_COLUMN,
    DOUBLED_COLUMN,
    UNSURE_COLUMNS,
    MISSING_SHEET,
    NO_IMAGES,
    NO_ROWS,
    TOO_MANY_BYTES(true),
    TOO_MANY_ROWS(true),
    TOO_MANY_IMAGES(true),
    TOO_MANY_COLUMNS(true),
    CELL_TOO_LONG(true),
    ROW_TOO_LONG(true),
    BAD_SERIAL,
    MISSING_SERIAL,
    MISSING_NAME,
    MISSING_URLS,
    TOO_MANY_CELLS;

    private final boolean limit;

    ProblemCode() {
        this(false);
    }

    ProblemCode(boolean limit) {
        this.limit = limit;
    }

    /// The code as the API spells it, such as `bad_serial`.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether a limit was passed, so that the same file may be accepted in parts.
    public boolean isLimit() {
        return limit;
    }
}
