package org.imgmill.links;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/// The key of an output as a URL spells it: every byte percent-encoded but ASCII letters and
/// digits, `.`, `_`, `-`, `~` and `/`.
public final class KeyPath {

    private static final String HEX = "0123456789ABCDEF";

    private KeyPath() {}

    public static String of(String key) {
        var path = new StringBuilder(key.length() + 16);
        for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
            if (isPlain(b)) {
                path.append((char) b);
            } else {
                path.append('%').append(HEX.charAt(b >> 4 & 15)).append(HEX.charAt(b & 15));
            }
        }
        return path.toString();
    }

    /// @throws IllegalArgumentException if that is no path of a key
    public static String key(String path) {
        return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /// The same in one word, for a file without folders.
    public static String word(String key) {
        return of(key).replace("/", "%2F");
    }

    private static boolean isPlain(byte b) {
        return (b >= 'a' && b <= 'z')
                || (b >= 'A' && b <= 'Z')
                || (b >= '0' && b <= '9')
                || b == '.'
                || b == '_'
                || b == '-'
                || b == '~'
                || b == '/';
    }
}
