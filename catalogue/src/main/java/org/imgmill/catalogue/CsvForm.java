package org.imgmill.catalogue;

import java.io.IOException;
import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How a CSV file is written, guessed from its first lines: what stands before its header (Excel's
/// `sep=` line) and its delimiter.
record CsvForm(char delimiter, int charsBefore, int linesBefore) {

    private static final Pattern SEP =
            Pattern.compile(
                    "(?i)\\A\"?sep=([^\\r\\n\"\\p{Alnum}])\"?[ ,;\\t|]*(?:\\r\\n|\\r|\\n|\\z)");

    /// Delimiters that are recognised without a `sep=` line, in the order in which they win.
    private static final String USUAL = ",;\t|";

    static CsvForm of(String head) throws IOException {
        Matcher sep = SEP.matcher(head);
        if (sep.lookingAt()) {
            return new CsvForm(sep.group(1).charAt(0), sep.end(), 1);
        }
        char best = ',';
        int bestScore = -1;
        for (int i = 0; i < USUAL.length(); i++) {
            char delimiter = USUAL.charAt(i);
            int score = score(head, delimiter);
            if (score > bestScore) {
                best = delimiter;
                bestScore = score;
            }
        }
        return new CsvForm(best, 0, 0);
    }

    /// How results are written: without the `sep=` line, which only Excel knows, and so with a
    /// delimiter that can be recognised.
    char delimiterOfResults() {
        return USUAL.indexOf(delimiter) >= 0 ? delimiter : ',';
    }

    /// The delimiter that shows most of the required columns, then the one with most cells.
    private static int score(String head, char delimiter) throws IOException {
        List<String> header = firstRow(head, delimiter);
        return new FindColumns(header).found() * 10_000 + Math.min(header.size(), 9_999);
    }

    private static List<String> firstRow(String head, char delimiter) throws IOException {
        var scanner = new CsvScanner(new StringReader(head), delimiter, CatalogueLimits.HEAD);
        try {
            String[] row = scanner.next();
            while (row != null && Blank.isAll(row)) {
                row = scanner.next();
            }
            return row == null ? List.of() : Arrays.asList(row);
        } catch (Refusal e) {
            return List.of();
        }
    }
}
