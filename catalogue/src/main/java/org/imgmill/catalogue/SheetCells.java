package org.imgmill.catalogue;

/// How cells of ours are written in a workbook's sheet.
final class SheetCells {

    /// What one cell holds at most.
    static final int LONGEST = 32_767;

    private static final String CUT = "\u2026";

    private SheetCells() {}

    /// @param prefix of the sheet's elements, with its colon; empty: none
    /// @param style of the cell as an attribute's value; empty: none
    static String text(String prefix, int column, long line, String style, String text) {
        String p = prefix;
        return "<"
                + p
                + "c r=\""
                + letters(column)
                + line
                + "\""
                + (style.isEmpty() ? "" : " s=\"" + style + "\"")
                + " t=\"inlineStr\"><"
                + p
                + "is><"
                + p
                + "t xml:space=\"preserve\">"
                + escaped(cut(text))
                + "</"
                + p
                + "t></"
                + p
                + "is></"
                + p
                + "c>";
    }

    /// A text that no cell can hold ends in an ellipsis.
    private static String cut(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int end = LONGEST - CUT.length();
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end)
                + CUT;
    }

    /// `AB` for 27.
    static String letters(int column) {
        var letters = new StringBuilder();
        for (int left = column + 1; left > 0; left = (left - 1) / 26) {
            letters.insert(0, (char) ('A' + (left - 1) % 26));
        }
        return letters.toString();
    }

    /// As ASCII, whatever the encoding; what XML cannot hold as Excel writes it: `_x0007_`.
    static String escaped(String text) {
        var escaped = new StringBuilder(text.length() + 16);
        text.codePoints()
                .forEach(
                        c -> {
                            switch (c) {
                                case '&' -> escaped.append("&amp;");
                                case '<' -> escaped.append("&lt;");
                                case '>' -> escaped.append("&gt;");
                                case '"' -> escaped.append("&quot;");
                                default -> append(escaped, c);
                            }
                        });
        return escapeEscapes(escaped);
    }

    private static void append(StringBuilder escaped, int c) {
        boolean xml = c > 0xFFFF || (c >= 0x20 && !Character.isSurrogate((char) c));
        if (c == '\t' || c == '\n') {
            escaped.append((char) c);
        } else if (!xml || c == 0xFFFE || c == 0xFFFF) {
            escaped.append("\u0001").append(String.format("%04X_", c));
        } else if (c < 0x7F) {
            escaped.append((char) c);
        } else {
            escaped.append("&#").append(c).append(';');
        }
    }

    /// A text such as `_x0041_` would be read as a character; our own escapes stand behind a mark
    /// until here.
    private static String escapeEscapes(StringBuilder escaped) {
        return escaped.toString()
                .replaceAll("_(?=x[0-9A-Fa-f]{4}_)", "_x005F_")
                .replace("\u0001", "_x");
    }
}
