package org.imgmill.catalogue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The list of URLs in one cell.
///
/// A comma, `;`, `|` or space separates only where a URL starts after it, so that a URL may contain
/// it; a line break always separates, and after text that is no URL so do `,`, `;` and `|`. Two
/// separators in a row hold an empty place; at the end they are noise.
final class UrlCell {

    private static final boolean[] PLAIN = plain();

    /// Where the scheme of a first address is over.
    private static final int SECOND = 8;

    private UrlCell() {}

    static List<String> split(String cell, @Nullable String separator) {
        return separator == null ? split(cell) : splitAt(cell, separator);
    }

    static List<String> split(String cell) {
        String text = Blank.strip(cell);
        if (isPlain(text)) {
            return text.isEmpty() ? List.of() : List.of(text);
        }
        return WrappedUrls.unwrapped(text);
    }

    /// Nothing separates and nothing is wrapped: the usual cell, a single URL.
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= PLAIN.length || !PLAIN[c]) {
                return false;
            }
        }
        return text.isEmpty() || (text.charAt(0) != '/' && text.indexOf("://", SECOND) < 0);
    }

    private static boolean[] plain() {
        var plain = new boolean[127];
        Arrays.fill(plain, '!', plain.length, true);
        for (char c : ",;|\"'()[]{}<>#`\\".toCharArray()) {
            plain[c] = false;
        }
        return plain;
    }

    /// Whether a text is an address as far as its beginning tells.
    static boolean isAddress(String text) {
        return !text.isEmpty()
                && (startsScheme(text, 0)
                        || startsWith(text, 0, "www.")
                        || startsWithoutScheme(text, 0));
    }

    /// Whether an address stands anywhere in a cell, at a glance.
    static boolean holdsAddress(String cell) {
        return cell.contains("://")
                || cell.contains("www.")
                || cell.contains("//")
                || cell.contains(":\\/\\/");
    }

    /// One cell that `split` takes apart into the same URLs again.
    static String join(List<String> urls) {
        String joined = String.join(",", urls);
        if (split(joined).equals(urls)) {
            return joined;
        }
        String lines = String.join("\n", urls);
        if (split(lines).equals(urls)) {
            return lines;
        }
        String json = inJson(urls);
        return split(json).equals(urls) ? json : lines;
    }

    private static String inJson(List<String> urls) {
        return urls.stream()
                .map(url -> '"' + url.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "[", "]"));
    }

    static List<String> splitMarked(String text) {
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

    static boolean isMark(char c) {
        return c == ',' || c == ';' || c == '|';
    }

    static boolean startsUrl(String text, int from) {
        char first = text.charAt(from);
        int at = first == '"' || first == '\'' ? from + 1 : from;
        return startsWith(text, at, "http:")
                || startsWith(text, at, "https:")
                || startsWith(text, at, "data:")
                || startsWith(text, at, "www.")
                || startsWithoutScheme(text, at)
                || startsScheme(text, at);
    }

    /// `//cdn.example/a.jpg`, as pages write it.
    private static boolean startsWithoutScheme(String text, int at) {
        return text.startsWith("//", at)
                && at + 2 < text.length()
                && Character.isLetterOrDigit(text.charAt(at + 2));
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
