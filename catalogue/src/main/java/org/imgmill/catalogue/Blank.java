package org.imgmill.catalogue;

/// What counts as nothing in a cell: more than `strip` knows, since spreadsheets add no-break
/// spaces, byte order marks and the Ctrl-Z that ended files under DOS.
final class Blank {

    private Blank() {}

    static boolean is(char c) {
        return c <= ' ' || c == '\u00A0' || c == '\uFEFF' || (c > '~' && Character.isWhitespace(c));
    }

    static boolean is(String cell) {
        for (int i = 0; i < cell.length(); i++) {
            if (!is(cell.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    static boolean isAll(String[] cells) {
        for (String cell : cells) {
            if (!is(cell)) {
                return false;
            }
        }
        return true;
    }

    static String strip(String cell) {
        int from = 0;
        int to = cell.length();
        while (from < to && is(cell.charAt(from))) {
            from++;
        }
        while (from < to && is(cell.charAt(to - 1))) {
            to--;
        }
        return cell.substring(from, to);
    }
}
