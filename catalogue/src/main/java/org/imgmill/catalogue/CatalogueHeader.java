package org.imgmill.catalogue;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The columns of a catalogue as they were found, where the three required ones stand among them,
/// and all else that its results are written with.
public record CatalogueHeader(
        List<String> columns, int serial, int name, int urls, Dialect dialect) {

    public CatalogueHeader {
        columns = List.copyOf(columns);
    }

    /// The header of catalogues that did not come as a file.
    public static CatalogueHeader standard() {
        return new CatalogueHeader(
                List.of("S. No.", "Product Name", "Input Image Urls"), 0, 1, 2, Dialect.PLAIN);
    }

    /// The texts of a row's URL cell by position, as the reading of the row handed them over.
    public List<String> urlsOf(String[] cells, @Nullable String urlSeparator) {
        return UrlCell.split(cells[urls], urlSeparator);
    }

    /// The dialect is sure only at the end of the file.
    CatalogueHeader in(Dialect sure) {
        return new CatalogueHeader(columns, serial, name, urls, sure);
    }

    /// The name of the added column: the URL column's with Input replaced by Output in its own
    /// case.
    public String outputColumn() {
        String found = columns.get(urls).strip();
        int at = found.toLowerCase(Locale.ROOT).indexOf("input");
        String output =
                at < 0
                        ? prefixed(found)
                        : found.substring(0, at)
                                + inCaseOf(found.substring(at, at + "input".length()))
                                + found.substring(at + "input".length());
        return distinct(output);
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

    private String distinct(String output) {
        String candidate = output;
        for (int n = 2; isTaken(candidate); n++) {
            candidate = output + (output.indexOf(' ') >= 0 ? ' ' : '_') + n;
        }
        return candidate;
    }

    private boolean isTaken(String candidate) {
        return columns.stream().anyMatch(column -> column.strip().equalsIgnoreCase(candidate));
    }
}
