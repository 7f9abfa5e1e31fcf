package org.imgmill.catalogue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Checks one line against the header: a good row comes out with its parts, a bad one with what is
/// wrong with it.
final class CheckRow {

    /// How the check of a row ended.
    sealed interface Checked {

        record Good(CatalogueRow row) implements Checked {}

        record Bad(BadRow row) implements Checked {}
    }

    private final CatalogueHeader header;
    private final CatalogueOptions options;
    private final int width;

    CheckRow(CatalogueHeader header, CatalogueOptions options) {
        this.header = header;
        this.options = options;
        this.width = header.columns().size();
    }

    /// `row` counts the data rows, for the number that a message suggests.
    Checked check(Lines lines, long row, String[] found) {
        long line = lines.line();
        Problem flaw = lines.flaw();
        String[] cells = found.length == width ? found : fitted(found);
        String serial = cell(cells, header.serial());
        String name = cell(cells, header.name());
        List<String> urls =
                header.urls() < cells.length
                        ? UrlCell.split(cells[header.urls()], options.urlSeparator())
                        : List.of();
        boolean hasUrl = hasUrl(urls);
        if (flaw == null
                && cells.length == width
                && isWholeNumber(serial)
                && !name.isEmpty()
                && hasUrl) {
            return new Checked.Good(new CatalogueRow(line, cells, serial, name, urls));
        }
        var problems = new ArrayList<Problem>(2);
        if (flaw != null) {
            problems.add(flaw);
        }
        if (cells.length > width) {
            problems.add(Problem.ofLine(line, ProblemCode.TOO_MANY_CELLS, tooMany(found)));
        }
        if (serial.isEmpty()) {
            problems.add(
                    at(
                            line,
                            header.serial(),
                            ProblemCode.MISSING_SERIAL,
                            "The cell is empty. Every product needs a whole number."));
        } else if (!isWholeNumber(serial)) {
            problems.add(at(line, header.serial(), ProblemCode.BAD_SERIAL, notWhole(serial, row)));
        }
        if (name.isEmpty()) {
            problems.add(
                    at(
                            line,
                            header.name(),
                            ProblemCode.MISSING_NAME,
                            "The cell is empty. Every product needs a name."));
        }
        if (!hasUrl) {
            problems.add(
                    at(
                            line,
                            header.urls(),
                            ProblemCode.MISSING_URLS,
                            "The cell holds no URL. Every product needs at least one image."));
        }
        return new Checked.Bad(new BadRow(line, cells, problems));
    }

    /// Cells that a row leaves out at its end are empty, and empty ones too many mean nothing.
    private String[] fitted(String[] found) {
        int length = found.length;
        while (length > width && Blank.is(found[length - 1])) {
            length--;
        }
        String[] cells = Arrays.copyOf(found, Math.max(length, width));
        for (int i = length; i < width; i++) {
            cells[i] = "";
        }
        return cells;
    }

    private Problem at(long line, int column, ProblemCode code, String message) {
        return new Problem(line, header.columns().get(column), code, message);
    }

    private String tooMany(String[] found) {
        String message =
                "The row has "
                        + Words.count(found.length)
                        + " cells, the header has "
                        + Words.count(width)
                        + ".";
        boolean urlsSpill = header.urls() == width - 1 && found[width].contains("://");
        return urlsSpill
                ? message + " Put double quotes around a list of URLs."
                : message + " Put double quotes around a cell that holds the delimiter.";
    }

    private static String cell(String[] cells, int column) {
        return column < cells.length ? Blank.strip(cells[column]) : "";
    }

    private static boolean hasUrl(List<String> urls) {
        for (String url : urls) {
            if (!url.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWholeNumber(String serial) {
        int from =
                !serial.isEmpty() && (serial.charAt(0) == '-' || serial.charAt(0) == '+') ? 1 : 0;
        for (int i = from; i < serial.length(); i++) {
            if (serial.charAt(i) < '0' || serial.charAt(i) > '9') {
                return false;
            }
        }
        return serial.length() > from;
    }

    private static String notWhole(String serial, long row) {
        String digits = serial.replaceAll("[^0-9]+", "");
        boolean one = !digits.isEmpty() && digits.length() < 10 && serial.contains(digits);
        return Words.quoted(serial)
                + " is not a whole number. Write a number such as "
                + (one ? digits : row)
                + ".";
    }
}
