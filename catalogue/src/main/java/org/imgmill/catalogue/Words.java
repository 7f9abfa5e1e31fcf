package org.imgmill.catalogue;

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
        cut(cell, LONGEST).codePoints().map(Words::plain).forEach(text::appendCodePoint);
        return text.append('"').toString();
    }

    /// A text of at most so many characters, and `...` where there were more.
    static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end) + "...";
    }

    static String listed(List<String> cells) {
        String shown =
                cells.stream().limit(20).map(Words::quoted).collect(Collectors.joining(", "));
        return cells.size() > 20 ? shown + " and " + count(cells.size() - 20L) + " more" : shown;
    }

    private static int plain(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    '\uFFFD';
            default -> c;
        };
    }
}
