package org.imgmill.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The columns of a catalogue as they were found, what they hold, and all else that its results are
/// written with.
///
/// @param serial the column of ids; -1: there is none
/// @param name the column of names; -1: there is none
/// @param urls the first column of image URLs
/// @param images all columns of image URLs in order; null, as 1.0.0 stored it: only `urls`
/// @param above the rows that stood above the header; null: none did
/// @param unnamed whether no row named the columns; null: one did
/// @param separator what stands between the URLs of a cell; null: what the cell shows
/// @param origin what the catalogue came in; null: not stored, as in 1.0.0
public record CatalogueHeader(
        List<String> columns,
        int serial,
        int name,
        int urls,
        Dialect dialect,
        @Nullable List<Integer> images,
        @Nullable List<List<String>> above,
        @Nullable Boolean unnamed,
        @Nullable String separator,
        @Nullable Origin origin) {

    /// What a catalogue came in.
    ///
    /// @param kind a word such as `csv` or `xlsx`
    /// @param sheet that was read; null: the kind has none
    /// @param headerLine the line that names the columns; 0: none does
    public record Origin(String kind, @Nullable String sheet, long headerLine) {}

    public CatalogueHeader {
        columns = List.copyOf(columns);
        images = images == null ? List.of(urls) : List.copyOf(images);
        above = above == null ? List.of() : List.copyOf(above);
        unnamed = unnamed != null && unnamed;
    }

    /// A header with one column of image URLs on top of its catalogue.
    public CatalogueHeader(List<String> columns, int serial, int name, int urls, Dialect dialect) {
        this(columns, serial, name, urls, dialect, null, null, null, null, null);
    }

    /// The header of catalogues that did not come as a file.
    public static CatalogueHeader standard() {
        return new CatalogueHeader(
                List.of("S. No.", "Product Name", "Input Image Urls"), 0, 1, 2, Dialect.PLAIN);
    }

    /// The columns of image URLs in order.
    public List<Integer> imageColumns() {
        return images == null ? List.of(urls) : images;
    }

    List<List<String>> rowsAbove() {
        return above == null ? List.of() : above;
    }

    boolean isUnnamed() {
        return unnamed != null && unnamed;
    }

    /// The texts of a row's URL cells by position, column by column, as the reading of the row
    /// handed them over.
    public List<String> urlsOf(String[] cells) {
        if (imageColumns().size() == 1) {
            return urlsIn(cells, urls);
        }
        var all = new ArrayList<String>();
        for (int column : imageColumns()) {
            all.addAll(urlsIn(cells, column));
        }
        return all;
    }

    /// The texts of one URL cell of a row by position.
    List<String> urlsIn(String[] cells, int column) {
        // The older faces take every cell at its word.
        return column >= cells.length || (origin != null && NoImage.isSaidBy(cells[column]))
                ? List.of()
                : UrlCell.split(cells[column], separator);
    }

    void requireWidth(String[] cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(
                    cells.length + " cells under " + columns.size() + " columns");
        }
    }

    /// The links of a row's cells by position, joined for each column of image URLs.
    ///
    /// @param outputs aligned with the row's URLs by position; empty where an image failed
    List<List<String>> byColumn(String[] cells, List<String> outputs) {
        if (imageColumns().size() == 1) {
            return List.of(outputs);
        }
        var columns = new ArrayList<List<String>>();
        int from = 0;
        for (int column : imageColumns()) {
            int to = Math.min(outputs.size(), from + urlsIn(cells, column).size());
            columns.add(outputs.subList(from, to));
            from = to;
        }
        return columns;
    }

    /// The same with its dialect, known only at the end.
    CatalogueHeader in(Dialect sure) {
        return new CatalogueHeader(
                columns, serial, name, urls, sure, images, above, unnamed, separator, origin);
    }

    /// The names of the added columns, one for each column of image URLs.
    public List<String> outputColumns() {
        var outputs = new ArrayList<String>();
        for (int column : imageColumns()) {
            outputs.add(distinct(output(columns.get(column).strip()), outputs));
        }
        return outputs;
    }

    /// The name of the added column: the URL column's with Input replaced by Output in its own
    /// case.
    public String outputColumn() {
        return outputColumns().getFirst();
    }

    private static String output(String found) {
        int at = found.toLowerCase(Locale.ROOT).indexOf("input");
        return at < 0
                ? prefixed(found)
                : found.substring(0, at)
                        + inCaseOf(found.substring(at, at + "input".length()))
                        + found.substring(at + "input".length());
    }

    private static String inCaseOf(String input) {
        return switch (input) {
            case "input" -> "output";
            case "INPUT" -> "OUTPUT";
            default -> "Output";
        };
    }

    private static String prefixed(String found) {
        boolean lower = found.equals(found.toLowerCase(Locale.ROOT));
        boolean upper = found.equals(found.toUpperCase(Locale.ROOT));
        String word = upper ? "OUTPUT" : lower ? "output" : "Output";
        boolean spaced = found.indexOf(' ') >= 0 || !(lower || found.indexOf('_') >= 0);
        return word + (spaced ? ' ' : '_') + found;
    }

    private String distinct(String output, List<String> taken) {
        String candidate = output;
        for (int n = 2; isTaken(candidate, taken); n++) {
            candidate = output + (output.indexOf(' ') >= 0 ? ' ' : '_') + n;
        }
        return candidate;
    }

    private boolean isTaken(String candidate, List<String> taken) {
        return taken.stream().anyMatch(candidate::equalsIgnoreCase)
                || columns.stream().anyMatch(column -> column.strip().equalsIgnoreCase(candidate));
    }
}
