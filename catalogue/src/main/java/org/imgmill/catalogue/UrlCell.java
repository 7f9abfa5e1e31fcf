package org.imgmill.catalogue;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The list of URLs in one cell.
///
/// A comma, `;`, `|` or space separates only where a URL starts behind it, so that those inside a
/// URL stay there; a line break always separates, and behind something that is no URL so do `,`,
/// `;` and `|`. Two of those in a row hold an empty place between them; at the end they are noise.
final class UrlCell {

    private UrlCell() {}

    static List<String> split(String cell, @Nullable String separator) {
        return separator == null ? split(cell) : splitAt(cell, separator);
    }

    static List<String> split(String cell) {
        String text = Blank.strip(cell);
        if (text.length() > 1 && text.charAt(0) == '[' && text.charAt(text.length() - 1) == ']') {
            return splitMarked(Blank.strip(unlisted(text)));
        }
        return splitMarked(text);
    }

    /// One cell that `split` takes apart into the same URLs again.
    static String join(List<String> urls) {
        String joined = String.join(",", urls);
        return split(joined).equals(urls) ? joined : String.join("\n", urls);
    }

    /// A JSON or Python list, as some shops export it; PHP also escapes its slashes.
    private static String unlisted(String text) {
        return text.substring(1, text.length() - 1).replace("\\/", "/");
    }

    private static List<String> splitMarked(String text) {
        var urls = new ArrayList<String>(4);
        int end = text.length();
        int start = 0;
        boolean inUrl = end > 0 && startsUrl(text, 0);
        int at = endOfText(text, 0);
        while (at < end) {
            int next = endOfRun(text, at);
            boolean nextIsUrl = next < end && startsUrl(text, next);
            int marks = marks(text, at, next);
            if (next == end || nextIsUrl || (marks > 0 && !inUrl) || hasLineBreak(text, at, next)) {
                if (at > 0) {
                    urls.add(unquoted(text, start, at));
                    marks--;
                }
                for (; marks > 0 && next < end; marks--) {
                    urls.add("");
                }
                start = next;
                inUrl = nextIsUrl;
            }
            at = endOfText(text, next);
        }
        if (start < end) {
            urls.add(unquoted(text, start, end));
        }
        return urls;
    }

    private static int endOfText(String text, int from) {
        int at = from;
        while (at < text.length() && !separates(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int endOfRun(String text, int from) {
        int at = from;
        while (at < text.length() && separates(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int marks(String text, int from, int to) {
        int marks = 0;
        for (int i = from; i < to; i++) {
            marks += isMark(text.charAt(i)) ? 1 : 0;
        }
        return marks;
    }

    private static boolean hasLineBreak(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) == '\n' || text.charAt(i) == '\r') {
                return true;
            }
        }
        return false;
    }

    private static boolean separates(char c) {
        return isMark(c) || Blank.is(c);
    }

    private static List<String> splitAt(String cell, String separator) {
        var urls = new ArrayList<String>(4);
        int start = 0;
        int at = cell.indexOf(separator);
        while (at >= 0) {
            urls.add(Blank.strip(cell.substring(start, at)));
            start = at + separator.length();
            at = cell.indexOf(separator, start);
        }
        urls.add(Blank.strip(cell.substring(start)));
        while (!urls.isEmpty() && urls.getLast().isEmpty()) {
            urls.removeLast();
        }
        return urls;
    }

    private static String unquoted(String text, int from, int to) {
        char first = text.charAt(from);
        boolean wrapped =
                to - from > 1 && (first == '"' || first == '\'') && text.charAt(to - 1) == first;
        return wrapped ? text.substring(from + 1, to - 1) : text.substring(from, to);
    }

    private static boolean isMark(char c) {
        return c == ',' || c == ';' || c == '|';
    }

    private static boolean startsUrl(String text, int from) {
        char first = text.charAt(from);
        int at = first == '"' || first == '\'' ? from + 1 : from;
        return startsWith(text, at, "http:")
                || startsWith(text, at, "https:")
                || startsWith(text, at, "data:")
                || startsWith(text, at, "www.")
                || startsScheme(text, at);
    }

    private static boolean startsWith(String text, int at, String start) {
        return text.regionMatches(true, at, start, 0, start.length());
    }

    private static boolean startsScheme(String text, int from) {
        int at = from;
        while (at < text.length() && isSchemeChar(text.charAt(at), at == from)) {
            at++;
        }
        return at > from && text.startsWith("://", at);
    }

    private static boolean isSchemeChar(char c, boolean first) {
        boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        return letter || (!first && ((c >= '0' && c <= '9') || c == '+' || c == '.' || c == '-'));
    }
}
