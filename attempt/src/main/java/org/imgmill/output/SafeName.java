package org.imgmill.output;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// Makes names of what strangers wrote that are safe in URLs, archives and on every file system:
/// letters, digits, marks and `.`, `_`, `-`, in the composed form of Unicode.
public final class SafeName {

    /// Replaces a value of which nothing is left.
    private static final String NOTHING = "_";

    private static final Pattern OTHER = Pattern.compile("[^\\p{L}\\p{N}\\p{M}._]+");
    private static final Pattern EDGES =
            Pattern.compile("^[^\\p{L}\\p{N}_]+|[^\\p{L}\\p{N}\\p{M}_]+$");
    private static final Pattern DOTS = Pattern.compile("\\.{2,}");

    /// What Windows takes for a device, with any ending.
    private static final Pattern DEVICE =
            Pattern.compile(
                    "(?i)(con|prn|aux|nul|clock\\$|conin\\$|conout\\$|com[0-9¹²³]|lpt[0-9¹²³])(\\..*)?");

    private SafeName() {}

    /// @param most bytes of the result as a URL spells them
    static String of(String text, int most) {
        var composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        var safe = DOTS.matcher(OTHER.matcher(composed).replaceAll("-")).replaceAll(".");
        var cut = cut(EDGES.matcher(safe).replaceAll(""), most);
        var whole = EDGES.matcher(cut).replaceAll("");
        return whole.isEmpty() ? NOTHING : whole;
    }

    /// A folder or a file as a whole, put together of safe parts.
    static String segment(String text) {
        var named = text.startsWith(".") || text.isEmpty() ? NOTHING + text : text;
        var ended = named.endsWith(".") ? named + NOTHING : named;
        return DEVICE.matcher(ended).matches() ? NOTHING + ended : ended;
    }

    /// One text for all names that a file system takes for one.
    public static String folded(String name) {
        return name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    /// Cuts between characters, never between a letter and its marks.
    private static String cut(String text, int most) {
        int length = 0;
        int end = 0;
        for (int at = 0; at < text.length(); ) {
            int character = text.codePointAt(at);
            int next = at + Character.charCount(character);
            length += character < 0x80 ? 1 : 3 * utf8(text.substring(at, next));
            if (length > most) {
                return text.substring(0, end);
            }
            at = next;
            if (at == text.length() || !isMark(text.codePointAt(at))) {
                end = at;
            }
        }
        return text;
    }

    private static int utf8(String character) {
        return character.getBytes(StandardCharsets.UTF_8).length;
    }

    private static boolean isMark(int character) {
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.ENCLOSING_MARK ->
                    true;
            default -> false;
        };
    }
}
