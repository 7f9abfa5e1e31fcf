package org.imgmill.api.docs;

import org.imgmill.catalogue.ProblemCode;

/// What each code in the `errors` of a refused catalogue means. The message beside it says more: it
/// knows the line.
final class LineProblems {

    private LineProblems() {}

    static String sentence(ProblemCode code) {
        return switch (code) {
            case NOT_A_CATALOGUE -> "The file is neither CSV nor a workbook, packed or not.";
            case DAMAGED_FILE -> "The gzip data or the workbook is damaged or cut off.";
            case UNREADABLE_TEXT -> "The text is not in the encoding that the file claims.";
            case NUL_CHARACTER -> "A NUL character stands in the text.";
            case UNCLOSED_QUOTE -> "A double quote opens a cell and nothing closes it.";
            case TEXT_AFTER_QUOTE -> "Text stands behind the double quote that closes a cell.";
            case MISSING_COLUMN ->
                    "No column holds what must be there, or one that was named is not there.";
            case UNSURE_COLUMNS ->
                    "Which columns hold the image URLs is not sure; `columns` beside `errors` has the guess.";
            case MISSING_SHEET -> "The workbook has no sheet of that name or number.";
            case NO_IMAGES -> "No row holds an image URL.";
            case DOUBLED_COLUMN -> "Two columns could be the same one of the three.";
            case NO_ROWS -> "The file has no rows.";
            case TOO_MANY_BYTES -> "The file, unpacked, is larger than `imgmill.csv.max-bytes`.";
            case TOO_MANY_ROWS -> "There are more rows than `imgmill.csv.max-rows`.";
            case TOO_MANY_IMAGES -> "There are more image URLs than `imgmill.csv.max-images`.";
            case TOO_MANY_COLUMNS -> "A line has more cells than a catalogue may have columns.";
            case CELL_TOO_LONG -> "A cell is too long.";
            case ROW_TOO_LONG -> "A row is too long.";
            case BAD_SERIAL -> "The serial number is not a whole number.";
            case MISSING_SERIAL -> "The cell of the serial number is empty.";
            case MISSING_NAME -> "The cell of the name is empty.";
            case MISSING_URLS -> "The cell of the image URLs holds none.";
            case TOO_MANY_CELLS -> "The row has more cells than the first line.";
        };
    }
}
