package org.imgmill.node;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;

/// The word that was most likely meant by one that does not exist.
public final class Nearest {

    private Nearest() {}

    /// @return empty only if nothing is known
    public static Optional<String> of(String given, Collection<String> known) {
        return known.stream()
                .min(
                        Comparator.<String>comparingInt(word -> distance(given, word))
                                .thenComparingInt(word -> edits(given, word)));
    }

    /// The right last word in the wrong place counts as one mistake.
    static int distance(String given, String known) {
        return Math.min(edits(given, known), 1 + edits(lastWord(given), lastWord(known)));
    }

    private static String lastWord(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /// How many letters have to be put in, left out or replaced (Levenshtein).
    static int edits(String from, String to) {
        var row = IntStream.rangeClosed(0, to.length()).toArray();
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
