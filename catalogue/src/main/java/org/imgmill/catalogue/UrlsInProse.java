package org.imgmill.catalogue;

import java.util.ArrayList;
import java.util.regex.Pattern;

/// Addresses as people write them down: behind bullets, numbers and words with a colon, and apart
/// by signs that are no separators elsewhere. Each comes on a line of its own.
final class UrlsInProse {

    private static final String ADDRESS = "(?=[\"']?https?://)";

    /// Between two addresses: signs, line breaks as programs spell them, words; or nothing, behind
    /// the ending of a picture.
    private static final Pattern BETWEEN =
            Pattern.compile(
                    "(?i)(?:\\s*(?:[~^\\uFF0C\\u3001\\uFF1B\\u060C\\u061B\\u2022\\u00B7\\u00A6]|\\\\[rn]|&#10;)"
                            + "|\\s+(?:\\+|//?|&|and)\\s"
                            + "|(?<=\\.(?:jpe?g|png|gif|webp|avif)))\\s*"
                            + ADDRESS);

    private static final Pattern BREAK = Pattern.compile("(?i)<br\\s*/?>");

    /// What stands before an address in a list: a bullet, a number, or some words and a colon.
    private static final Pattern LABEL =
            Pattern.compile(
                    "(^|[,;|\\n\\r]|\\s)\\s*(?:[-*>\\u2022\\u00B7\\u2013\\u2014]|\\d{1,2}[.)]"
                            + "|[\\p{L}\\p{M}\\d\\[][\\p{L}\\p{M}\\d _\\]-]{0,30}:)\\s+"
                            + ADDRESS);

    /// Words on a line of their own above an address.
    private static final Pattern HEADING = Pattern.compile("\\p{L}[\\p{L}\\p{M}\\d _-]{0,30}");

    private static final Pattern HEADED = Pattern.compile("[\"']?https?://.*");

    /// `main=http://...|back=http://...`
    private static final Pattern NAMED =
            Pattern.compile("(^|\\|)\\s*[\\p{L}_][\\p{L}\\d_-]{0,30}=" + ADDRESS);

    private static final Pattern GUILLEMETS =
            Pattern.compile("[\u00AB\u2039]\\s*([^\u00AB\u00BB\u2039\u203A]+?)\\s*[\u00BB\u203A]");

    private UrlsInProse() {}

    static String onLines(String text) {
        if (isOrdinary(text)) {
            return text;
        }
        String lines = text.indexOf('<') < 0 ? text : BREAK.matcher(text).replaceAll("\n");
        lines = GUILLEMETS.matcher(lines).replaceAll("$1");
        lines = withoutHeadings(lines);
        lines = NAMED.matcher(LABEL.matcher(lines).replaceAll("$1")).replaceAll("$1");
        return BETWEEN.matcher(Blank.strip(lines)).replaceAll("\n");
    }

    /// Every address has its heading, or none has: a line of words between addresses may be a
    /// mistyped address, and is reported as one.
    private static String withoutHeadings(String text) {
        var lines = text.lines().map(Blank::strip).filter(line -> !line.isEmpty()).toList();
        if (lines.size() < 2 || lines.size() % 2 != 0) {
            return text;
        }
        var addresses = new ArrayList<String>(lines.size() / 2);
        for (int i = 0; i < lines.size(); i += 2) {
            if (!HEADING.matcher(lines.get(i)).matches()
                    || !HEADED.matcher(lines.get(i + 1)).matches()) {
                return text;
            }
            addresses.add(lines.get(i + 1));
        }
        return String.join("\n", addresses);
    }

    /// Whether marks that separate anywhere, or an address itself, stand before every address: the
    /// usual list, which is not searched.
    private static boolean isOrdinary(String text) {
        if (text.indexOf('<') >= 0) {
            return false;
        }
        for (int at = text.indexOf("://"); at >= 0; at = text.indexOf("://", at + 3)) {
            int start = at;
            while (start > 0 && Character.isLetter(text.charAt(start - 1))) {
                start--;
            }
            int before = start - 1;
            while (before >= 0 && text.charAt(before) <= ' ') {
                before--;
            }
            boolean close = before == start - 1;
            if (before >= 0 && !isMark(text.charAt(before), close)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isMark(char c, boolean close) {
        return UrlCell.isMark(c) || (close && (c == '/' || c == '"' || c == '\''));
    }
}
