package org.imgmill.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// URLs out of what programs wrap them in: Airtable's `name (url)`, Markdown links, JSON, arrays of
/// databases, formulas, tags of HTML and style sheets, alternative texts behind ` ! `, and
/// characters that nobody sees.
final class WrappedUrls {

    /// The address in a formula, a tag or angle brackets.
    private static final Pattern HYPERLINK =
            Pattern.compile("(?is)=?\\s*(?:HYPERLINK|IMAGE)\\s*\\(\\s*\"([^\"]+)\".*");

    private static final Pattern TAG =
            Pattern.compile(
                    "(?is)<(?:img|a|source)\\b[^>]*?\\b(?:src|href)\\s*=\\s*[\"']?([^\"'\\s>]+)");

    private static final Pattern ANGLES = Pattern.compile("<((?:https?:)?//[^<>\\s]+)>");

    /// An opening parenthesis with an address in it, behind a name and a space or behind `]`.
    private static final Pattern IN_PARENTHESES =
            Pattern.compile("(?i)(?:(?<=\\])|(?<=\\s)|^)\\((?=\\s*<?(?:https?:|//|www\\.))");

    /// Of a style sheet.
    private static final Pattern STYLE =
            Pattern.compile("(?i)\\burl\\(\\s*[\"']?((?:https?:)?//[^\"')]+)[\"']?\\s*\\)");

    /// A text in a list that PHP wrote (`a:1:{i:0;s:5:"..."`).
    private static final Pattern SERIALISED = Pattern.compile("s:\\d+:\"((?:https?:)?//[^\"]+)\"");

    /// The title behind the address of a Markdown link.
    private static final Pattern TITLE = Pattern.compile("\\s+[\"'][^\"']*[\"']$");

    /// Words for nothing in what Python prints.
    private static final Pattern PYTHON =
            Pattern.compile("(?<=[:,\\[] ?)(?:None|True|False)(?=\\s*[,}\\]])");

    /// A scheme that was put before an address that had one.
    private static final Pattern TWICE = Pattern.compile("(?i)^https?://(?=https?://)");

    private static final Pattern SECOND = Pattern.compile("(?i)#(?=https?://|//\\w)");

    private static final String ALTERNATIVE_TEXT = " ! ";

    private WrappedUrls() {}

    static List<String> unwrapped(String cell) {
        String text = visible(cell);
        if (text.isEmpty()) {
            return List.of();
        }
        List<String> found = whole(text);
        List<String> parts =
                found == null ? UrlCell.splitMarked(parentheses(UrlsInProse.onLines(text))) : found;
        var urls = new ArrayList<String>(parts.size());
        for (String part : parts) {
            add(urls, part);
        }
        return urls;
    }

    /// The URLs of a cell that is one expression of JSON, a database, a spreadsheet or HTML; null:
    /// it is none.
    private static @Nullable List<String> whole(String text) {
        char first = text.charAt(0);
        char last = text.charAt(text.length() - 1);
        if (first == '"' && text.indexOf("\\\"") > 0) {
            return UrlsInJson.of(text);
        }
        if (first == '(' && last == ')' && text.length() > 2 && isQuote(text.charAt(1))) {
            return UrlCell.splitMarked(text.substring(1, text.length() - 1));
        }
        if ((first == '[' && last == ']') || (first == '{' && last == '}')) {
            List<String> inJson = UrlsInJson.of(PYTHON.matcher(text).replaceAll("null"));
            return inJson != null
                    ? inJson
                    : UrlCell.splitMarked(
                            Blank.strip(text.substring(1, text.length() - 1)).replace("\\/", "/"));
        }
        if (first == 'a' && text.startsWith("a:") && last == '}') {
            return orNull(all(SERIALISED.matcher(text)));
        }
        if (text.indexOf("url(") >= 0 && !UrlCell.startsUrl(text, 0)) {
            return orNull(all(STYLE.matcher(text)));
        }
        if (first == '=' || first == 'H' || first == 'h') {
            Matcher formula = HYPERLINK.matcher(text);
            if (formula.matches()) {
                return List.of(formula.group(1));
            }
        }
        if (text.indexOf('<') >= 0) {
            List<String> inTags = all(TAG.matcher(text));
            return !inTags.isEmpty()
                    ? inTags
                    : first == '<' ? orNull(all(ANGLES.matcher(text))) : null;
        }
        return null;
    }

    private static @Nullable List<String> orNull(List<String> found) {
        return found.isEmpty() ? null : found;
    }

    private static List<String> all(Matcher matcher) {
        return matcher.results().map(match -> match.group(1).replace("&amp;", "&")).toList();
    }

    /// `front.jpg (http://a/1.jpg), back (http://a/2.jpg)` and `[front](http://a/1.jpg)` without
    /// what stands around the addresses.
    private static String parentheses(String text) {
        if (text.indexOf('(') < 0) {
            return text;
        }
        Matcher opening = IN_PARENTHESES.matcher(text);
        var bare = new StringBuilder();
        int done = 0;
        while (opening.find(done)) {
            int end = closing(text, opening.end());
            if (end < 0) {
                break;
            }
            String before = before(text.substring(done, opening.start()));
            bare.append(before).append(before.isEmpty() ? "" : "\n");
            String inside = Blank.strip(text.substring(opening.end(), end));
            bare.append(TITLE.matcher(inside).replaceFirst("")).append('\n');
            done = end + 1;
        }
        String rest = text.substring(done);
        return done == 0 ? text : bare.append(withoutMarks(rest)).toString();
    }

    /// URLs that stand before a wrapped one, without the name that is wrapped with it.
    private static String before(String text) {
        String rest = withoutMarks(text);
        int start = 0;
        while (start < rest.length() && !UrlCell.startsUrl(rest, start)) {
            start++;
        }
        if (start == rest.length()) {
            return "";
        }
        int end = rest.length();
        while (end > start
                && !UrlCell.isMark(rest.charAt(end - 1))
                && rest.charAt(end - 1) != '\n') {
            end--;
        }
        return end == start ? "" : Blank.strip(rest.substring(start, end));
    }

    private static String withoutMarks(String text) {
        int start = 0;
        while (start < text.length()
                && (UrlCell.isMark(text.charAt(start)) || Blank.is(text.charAt(start)))) {
            start++;
        }
        return text.substring(start);
    }

    /// Parentheses inside an address belong to it in pairs.
    private static int closing(String text, int from) {
        int depth = 1;
        for (int i = from; i < text.length(); i++) {
            depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private static void add(List<String> urls, String part) {
        String text = part;
        int alternative = text.indexOf(ALTERNATIVE_TEXT);
        if (alternative > 0) {
            text = text.substring(0, alternative);
        }
        text = unquoted(visible(text)).replace("&amp;", "&");
        if (text.startsWith("'") && UrlCell.startsUrl(text, 1)) {
            // What Excel puts before a text.
            text = text.substring(1);
        }
        text = TWICE.matcher(text).replaceFirst("");
        if (!text.isEmpty() && text.charAt(0) == '<' && text.charAt(text.length() - 1) == '>') {
            text = text.substring(1, text.length() - 1);
        }
        int start = 0;
        Matcher second = SECOND.matcher(text);
        while (text.indexOf('#') >= 0 && second.find()) {
            urls.add(withScheme(text.substring(start, second.start())));
            start = second.end();
        }
        urls.add(withScheme(text.substring(start)));
    }

    private static String withScheme(String url) {
        return url.startsWith("//") && UrlCell.isAddress(url) ? "https:" + url : url;
    }

    private static String unquoted(String text) {
        int from = 0;
        int to = text.length();
        while (to - from > 1 && isQuote(text.charAt(from)) && isQuote(text.charAt(to - 1))) {
            from++;
            to--;
        }
        return visible(text.substring(from, to));
    }

    private static boolean isQuote(char c) {
        return switch (c) {
            case '"', '\'', '`', '\u00AB', '\u00BB', '\u2039', '\u203A' -> true;
            default -> c >= '\u2018' && c <= '\u201F';
        };
    }

    /// Without spaces, marks of direction and characters of no width at its ends.
    private static String visible(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isInvisible(text.charAt(from))) {
            from++;
        }
        while (from < to && isInvisible(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isInvisible(char c) {
        return Blank.is(c)
                || (c > '~'
                        && (Character.getType(c) == Character.FORMAT
                                || (c >= '\uFE00' && c <= '\uFE0F')));
    }
}
