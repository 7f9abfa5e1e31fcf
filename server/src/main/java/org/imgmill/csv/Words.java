package org.imgmill.csv;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// How numbers and strangers' texts stand in messages.
final class Words {

    private static final int LONGEST = 60;

    private Words() {}

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String size(long bytes) {
        if (bytes % (1L << 30) == 0) {
            return count(bytes >> 30) + " GB";
        }
        if (bytes % (1L << 20) == 0) {
            return count(bytes >> 20) + " MB";
        }
        return count(bytes) + " bytes";
    }

    /// A cell in quotes, cut short, with nothing in it that a terminal or a log would obey.
    static String quoted(String cell) {
        var text = new StringBuilder("\"");
        for (int i = 0; i < cell.length() && text.length() <= LONGEST; i++) {
            char c = cell.charAt(i);
            text.append(isPlain(c) ? c : '\uFFFD');
        }
        return text.append(text.length() > LONGEST ? "...\"" : "\"").toString();
    }

    static String listed(List<String> cells) {
        String shown =
                cells.stream().limit(20).map(Words::quoted).collect(Collectors.joining(", "));
        return cells.size() > 20 ? shown + " and " + count(cells.size() - 20L) + " more" : shown;
    }

    private static boolean isPlain(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }
}
