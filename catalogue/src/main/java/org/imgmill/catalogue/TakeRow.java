package org.imgmill.catalogue;

import java.util.Arrays;

/// Takes the lines below the header, one by one.
interface TakeRow {

    /// How that ended for a line.
    sealed interface Taken {

        record Good(CatalogueRow row) implements Taken {}

        record Bad(BadRow row) implements Taken {}
    }

    /// @param row counts the data rows from 1
    /// @param cells of the line, without those that an errors file adds
    Taken take(Sample.Row read, long row, String[] cells);

    /// Cells missing at the end of a row are empty, and surplus empty ones mean nothing.
    static String[] fitted(String[] found, int width) {
        if (found.length == width) {
            return found;
        }
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

    static Problem tooManyCells(long line, CatalogueHeader header, String[] found) {
        int width = header.columns().size();
        String message =
                "The row has "
                        + Words.count(found.length)
                        + " cells, the header has "
                        + Words.count(width)
                        + ".";
        boolean urlsSpill = header.urls() == width - 1 && found[width].contains("://");
        return Problem.ofLine(
                line,
                ProblemCode.TOO_MANY_CELLS,
                urlsSpill
                        ? message + " Put double quotes around a list of URLs."
                        : message + " Put double quotes around a cell that holds the delimiter.");
    }
}
