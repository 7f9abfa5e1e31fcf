package org.imgmill.fetch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Locale;

/// Reads one text as a WebUrl. A million catalogue rows go through here, so a text that already is
/// in normal form is looked at once and kept as it is.
final class UrlReader {

    private static final int MAX_LENGTH = 8192;
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    /// What RFC 3986 allows in a path or query beside percent signs.
    private static final boolean[] PLAIN = new boolean[128];

    static {
        for (char c = '0'; c < 128; c++) {
            PLAIN[c] = Character.isLetterOrDigit(c);
        }
        "-._~!$&'()*+,;=:@/?".chars().forEach(c -> PLAIN[c] = true);
    }

    private final String text;
    private final int start;
    private int end;

    UrlReader(String raw) {
        int from = 0;
        int to = raw.length();
        while (from < to && raw.charAt(from) <= ' ') {
            from++;
        }
        while (to > from && raw.charAt(to - 1) <= ' ') {
            to--;
        }
        text = raw;
        start = from;
        end = to;
    }

    ParsedUrl read() {
        if (start == end) {
            return new ParsedUrl.Invalid("is empty");
        }
        if (text.regionMatches(true, start, "data:", 0, 5)) {
            return new ParsedUrl.Invalid("holds a picture itself (data:) and is no address of one");
        }
        if (end - start > MAX_LENGTH) {
            return new ParsedUrl.Invalid("is longer than 8,192 characters");
        }
        boolean secure = text.regionMatches(true, start, "https://", 0, 8);
        if (!secure && !text.regionMatches(true, start, "http://", 0, 7)) {
            return new ParsedUrl.Invalid("does not start with http:// or https://");
        }
        int authorityAt = start + (secure ? 8 : 7);
        int targetAt = authorityAt;
        while (targetAt < end && "/?#\\".indexOf(text.charAt(targetAt)) < 0) {
            targetAt++;
        }
        String authority = text.substring(authorityAt, targetAt);
        if (authority.isEmpty()) {
            return new ParsedUrl.Invalid("has no host");
        }
        if (authority.indexOf('@') >= 0) {
            return new ParsedUrl.Invalid(
                    "contains a user name or a password; neither is ever sent");
        }
        int colon = portColon(authority);
        int port = port(authority, colon, secure);
        if (port < 0) {
            return new ParsedUrl.Invalid("has an impossible port");
        }
        return switch (HostName.read(colon < 0 ? authority : authority.substring(0, colon))) {
            case HostName.Impossible(var why) -> new ParsedUrl.Invalid(why);
            case HostName.Canonical(var host) -> finish(secure, host, port, targetAt);
        };
    }

    private ParsedUrl finish(boolean secure, String host, int port, int targetAt) {
        int fragment = text.indexOf('#', targetAt);
        if (fragment >= 0 && fragment < end) {
            end = fragment;
        }
        String scheme = secure ? "https://" : "http://";
        String shown = host.indexOf(':') < 0 ? host : "[" + host + "]";
        String authority = port == (secure ? 443 : 80) ? shown : shown + ":" + port;
        int newTargetAt = scheme.length() + authority.length();
        if (isPlain(targetAt) && text.charAt(targetAt) == '/') {
            boolean same =
                    start == 0
                            && newTargetAt == targetAt
                            && text.startsWith(scheme)
                            && text.startsWith(authority, scheme.length());
            String whole =
                    same
                            ? text.substring(0, end)
                            : scheme + authority + text.substring(targetAt, end);
            return new WebUrl(whole, secure, host, port, newTargetAt);
        }
        for (int i = targetAt; i < end; i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return new ParsedUrl.Invalid("contains a control character");
            }
        }
        int query = text.indexOf('?', targetAt);
        int pathEnd = query < 0 || query > end ? end : query;
        if (text.substring(targetAt, pathEnd).indexOf('\\') >= 0) {
            return new ParsedUrl.Invalid("contains a backslash");
        }
        String path = withoutDots(encode(text.substring(targetAt, pathEnd)));
        String whole = scheme + authority + path + encode(text.substring(pathEnd, end));
        return new WebUrl(whole, secure, host, port, newTargetAt);
    }

    private static int portColon(String authority) {
        int bracket = authority.lastIndexOf(']');
        return authority.indexOf(':', bracket + 1);
    }

    private static int port(String authority, int colon, boolean secure) {
        if (colon < 0 || colon == authority.length() - 1) {
            return secure ? 443 : 80;
        }
        int port = 0;
        for (int i = colon + 1; i < authority.length(); i++) {
            char c = authority.charAt(i);
            if (c < '0' || c > '9' || port > 65535) {
                return -1;
            }
            port = port * 10 + c - '0';
        }
        return port == 0 || port > 65535 ? -1 : port;
    }

    /// Whether path and query need no encoding and the path has no segment that begins with a dot.
    private boolean isPlain(int from) {
        if (from >= end) {
            return false;
        }
        boolean inQuery = false;
        for (int i = from; i < end; i++) {
            char c = text.charAt(i);
            if (c == '%') {
                if (!isEscape(text, i, end) || (!inQuery && text.charAt(i - 1) == '/')) {
                    return false;
                }
            } else if (c >= 128 || !PLAIN[c]) {
                return false;
            } else if (c == '?') {
                inQuery = true;
            } else if (c == '.' && !inQuery && text.charAt(i - 1) == '/') {
                return false;
            }
        }
        return true;
    }

    private static boolean isEscape(String text, int at, int end) {
        return at + 2 < end
                && HexFormat.isHexDigit(text.charAt(at + 1))
                && HexFormat.isHexDigit(text.charAt(at + 2));
    }

    private static String encode(String part) {
        // half a surrogate pair would become a question mark, and that begins a query
        byte[] bytes = part.replaceAll("\\p{Cs}", "\uFFFD").getBytes(StandardCharsets.UTF_8);
        var out = new StringBuilder(bytes.length + 16);
        for (int i = 0; i < bytes.length; i++) {
            byte b = bytes[i];
            // "50%off.jpg": a percent sign that begins no escape stands for itself
            boolean kept =
                    b == '%'
                            ? i + 2 < bytes.length
                                    && HexFormat.isHexDigit(bytes[i + 1])
                                    && HexFormat.isHexDigit(bytes[i + 2])
                            : b >= 0 && PLAIN[b];
            if (kept) {
                out.append((char) b);
            } else {
                out.append('%').append(HEX.toHexDigits(b));
            }
        }
        return out.toString();
    }

    private static String withoutDots(String path) {
        if (!path.startsWith("/")) {
            return "/" + path;
        }
        Deque<String> kept = new ArrayDeque<>();
        boolean folder = false;
        for (String segment : path.substring(1).split("/", -1)) {
            String dots = segment.toLowerCase(Locale.ROOT).replace("%2e", ".");
            folder = dots.equals(".") || dots.equals("..");
            if (dots.equals("..")) {
                kept.pollLast();
            } else if (!folder) {
                kept.addLast(segment);
            }
        }
        return "/" + String.join("/", kept) + (folder && !kept.isEmpty() ? "/" : "");
    }
}
