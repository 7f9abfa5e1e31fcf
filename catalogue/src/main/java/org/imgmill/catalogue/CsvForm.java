package org.imgmill.catalogue;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How a CSV file is written, guessed from its first lines: what stands before its header (Excel's
/// `sep=` line) and its delimiter.
///
/// @param isList whether every line is URLs and nothing else, so that nothing delimits cells
record CsvForm(char delimiter, int charsBefore, int linesBefore, boolean isList) {

    private static final Pattern SEP =
            Pattern.compile(
                    "(?i)\\A\"?sep=([^\\r\\n\"\\p{Alnum}])\"?[ ,;\\t|]*(?:\\r\\n|\\r|\\n|\\z)");

    /// Delimiters that are recognised without a `sep=` line, in order of preference.
    private static final String USUAL = ",;\t|";

    /// What else an open reading recognises.
    private static final String RARE = "~^";

    /// Occurs in no accepted text.
    private static final char NONE = '\uFFFF';

    private static final int ROWS = 20;

    private static final Pattern LINE_END = Pattern.compile("\\r\\n|\\r|\\n");

    /// A URL, a delimiter and another cell: the URL ends like a picture, or the cell holds nothing
    /// of an address.
    private static final Pattern TABLE =
            Pattern.compile(
                    "(?i)\\.(jpe?g|png|gif|webp|avif)[,;|\\t\"]"
                            + "|[,;|\\t](?![^,;|\\t]*(/|\\.(jpe?g|png|gif|webp|avif)))[^,;|\\t]*$");

    /// @param mapping null: the first line is the header, and its names are the documented ones
    static CsvForm of(String head, @Nullable Mapping mapping) throws IOException {
        Matcher sep = SEP.matcher(head);
        boolean says = sep.lookingAt();
        int chars = says ? sep.end() : 0;
        if (mapping != null && mapping.delimiter() != null) {
            return new CsvForm(mapping.delimiter(), chars, says ? 1 : 0, false);
        }
        if (says) {
            return new CsvForm(sep.group(1).charAt(0), chars, 1, false);
        }
        if (mapping != null && isList(head)) {
            return new CsvForm(NONE, 0, 0, true);
        }
        char best = ',';
        double bestScore = -1;
        String delimiters = mapping == null ? USUAL : USUAL + RARE;
        for (int i = 0; i < delimiters.length(); i++) {
            char delimiter = delimiters.charAt(i);
            double score = mapping == null ? strict(head, delimiter) : open(head, delimiter);
            if (score > bestScore) {
                best = delimiter;
                bestScore = score;
            }
        }
        return new CsvForm(best, 0, 0, false);
    }

    /// How results are written: without the `sep=` line, which only Excel knows, and so with a
    /// delimiter that can be recognised.
    char delimiterOfResults() {
        return USUAL.indexOf(delimiter) >= 0 ? delimiter : ',';
    }

    /// Whether every whole line begins with an address and holds nothing but addresses.
    private static boolean isList(String head) {
        String[] lines = LINE_END.split(head, -1);
        int addresses = 0;
        for (int i = 0; i < lines.length; i++) {
            boolean cutOff = i == lines.length - 1 && i > 0;
            if (Blank.is(lines[i]) || cutOff) {
                continue;
            }
            for (String url : UrlCell.split(lines[i])) {
                if (!UrlCell.isAddress(url) || TABLE.matcher(url).find()) {
                    return false;
                }
            }
            addresses++;
        }
        return addresses > 0 || UrlCell.isAddress(Blank.strip(head));
    }

    /// The delimiter that shows most of the documented columns, then the one with most cells.
    private static double strict(String head, char delimiter) throws IOException {
        List<String[]> rows = rows(head, delimiter, 1);
        List<String> header = rows.isEmpty() ? List.of() : Arrays.asList(rows.getFirst());
        return new FindColumns(header).found() * 10_000 + Math.min(header.size(), 9_999);
    }

    /// The delimiter that shows most known names in one row, then the one that takes most rows into
    /// the same number of cells.
    private static double open(String head, char delimiter) throws IOException {
        List<String[]> rows = rows(head, delimiter, ROWS);
        int named = 0;
        var widths = new HashMap<Integer, Integer>();
        for (String[] row : rows) {
            named = Math.max(named, FindHeader.score(row, Set.of()));
            widths.merge(row.length, 1, Integer::sum);
        }
        double alike = 0;
        for (var width : widths.entrySet()) {
            double share = (double) width.getValue() / rows.size();
            alike = Math.max(alike, width.getKey() > 1 ? share * Math.min(width.getKey(), 999) : 0);
        }
        return named * 10_000 + alike;
    }

    private static List<String[]> rows(String head, char delimiter, int most) throws IOException {
        var scanner = new CsvScanner(new StringReader(head), delimiter, CatalogueLimits.HEAD);
        var rows = new ArrayList<String[]>();
        try {
            for (String[] row = scanner.next();
                    row != null && rows.size() < most;
                    row = scanner.next()) {
                if (!Blank.isAll(row)) {
                    rows.add(row);
                }
            }
        } catch (Refusal e) {
            return rows;
        }
        return rows;
    }
}
