package org.imgmill.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Checks one line against the header as the older documents ask for it: a whole number, a name and
/// a URL. A good row comes out with its parts, a bad one with what is wrong with it.
final class CheckRow implements TakeRow {

    private static final Pattern GROUPED = Pattern.compile("[0-9]{1,3}([,. '][0-9]{3})+");

    private final CatalogueHeader header;
    private final int width;
    private final boolean urlsOnly;

    /// @param urlsOnly neither number nor name is asked for
    CheckRow(CatalogueHeader header, boolean urlsOnly) {
        this.header = header;
        this.urlsOnly = urlsOnly;
        this.width = header.columns().size();
    }

    @Override
    public Taken take(Sample.Row read, long row, String[] found) {
        long line = read.line();
        Problem flaw = read.flaw();
        String[] cells = TakeRow.fitted(found, width);
        String serial = cell(cells, header.serial());
        String name = cell(cells, header.name());
        List<String> urls = header.urlsOf(cells);
        boolean hasUrl = hasUrl(urls);
        if (flaw == null
                && cells.length == width
                && (urlsOnly || (isWholeNumber(serial) && !name.isEmpty()))
                && hasUrl) {
            return new Taken.Good(new CatalogueRow(line, cells, serial, name, urls));
        }
        var problems = new ArrayList<Problem>(2);
        if (flaw != null) {
            problems.add(flaw);
        }
        if (cells.length > width) {
            problems.add(TakeRow.tooManyCells(line, header, found));
        }
        if (urlsOnly) {
            return missingUrls(line, hasUrl, cells, problems);
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
        return missingUrls(line, hasUrl, cells, problems);
    }

    private Taken missingUrls(long line, boolean hasUrl, String[] cells, List<Problem> problems) {
        if (!hasUrl) {
            problems.add(
                    at(
                            line,
                            header.urls(),
                            ProblemCode.MISSING_URLS,
                            "The cell holds no URL. Every product needs at least one image."));
        }
        return new Taken.Bad(new BadRow(line, cells, problems));
    }

    private Problem at(long line, int column, ProblemCode code, String message) {
        return new Problem(line, header.columns().get(column), code, message);
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

    /// An integer of ASCII digits, signed or not, also as spreadsheets write it (`1.0`).
    private static boolean isWholeNumber(String serial) {
        int to = serial.length();
        while (to > 0 && serial.charAt(to - 1) == '0' && serial.indexOf('.') >= 0) {
            to--;
        }
        boolean fraction = to > 1 && to < serial.length() && serial.charAt(to - 1) == '.';
        int end = fraction ? to - 1 : serial.length();
        int from = end > 0 && (serial.charAt(0) == '-' || serial.charAt(0) == '+') ? 1 : 0;
        for (int i = from; i < end; i++) {
            if (serial.charAt(i) < '0' || serial.charAt(i) > '9') {
                return false;
            }
        }
        return end > from;
    }

    private static String notWhole(String serial, long row) {
        String grouped =
                GROUPED.matcher(serial).matches() ? serial.replaceAll("[,. ']", "") : serial;
        String digits = grouped.replaceAll("[^0-9]+", "");
        boolean one = !digits.isEmpty() && digits.length() < 10 && grouped.contains(digits);
        return Words.quoted(serial)
                + " is not a whole number. Write a number such as "
                + (one ? digits : row)
                + ".";
    }
}
