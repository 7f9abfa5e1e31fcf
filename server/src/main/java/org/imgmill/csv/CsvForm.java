package org.imgmill.csv;

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
            Pattern.compile("(?i)\\A\"?sep=([^\\r\\n\"])\"?[ ,;\\t|]*(?:\\r\\n|\\r|\\n|\\z)");

    static CsvForm of(String head) throws IOException {
        Matcher sep = SEP.matcher(head);
        if (sep.lookingAt()) {
            return new CsvForm(sep.group(1).charAt(0), sep.end(), 1);
        }
        char best = ',';
        int bestScore = -1;
        for (char delimiter : new char[] {',', ';', '\t', '|'}) {
            int score = score(head, delimiter);
            if (score > bestScore) {
                best = delimiter;
                bestScore = score;
            }
        }
        return new CsvForm(best, 0, 0);
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
