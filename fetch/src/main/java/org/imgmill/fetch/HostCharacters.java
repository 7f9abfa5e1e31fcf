package org.imgmill.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What browsers make of the characters of a host name (UTS 46 without its transition): lower case
/// and NFKC, with exceptions from a data file made from a browser's answers.
final class HostCharacters {

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private static final Map<String, NavigableMap<Integer, Rule>> RULES = load();
    private static final NavigableMap<Integer, Rule> NONE = new TreeMap<>();

    private HostCharacters() {}

    private record Rule(int last, String what) {}

    /// @return the name as it is looked up, still in Unicode; null where a character is refused
    static @Nullable String map(String name) {
        var out = new StringBuilder();
        for (int c : name.codePoints().toArray()) {
            String mapped = mapped(c);
            if (mapped == null) {
                return null;
            }
            out.append(mapped);
        }
        return Normalizer.normalize(out, Normalizer.Form.NFC);
    }

    private static @Nullable String mapped(int c) {
        String itself = Character.toString(c);
        String rule = rule("map", c);
        if (rule != null) {
            return switch (rule) {
                case "valid" -> itself;
                case "ignored" -> "";
                case "refused" -> null;
                default -> rule;
            };
        }
        if (c == ZERO_WIDTH_JOINER || c == ZERO_WIDTH_NON_JOINER) {
            return itself;
        }
        String mapped = compatible(compatible(itself));
        return mapped.codePoints().allMatch(HostCharacters::mayStandInAName) ? mapped : null;
    }

    private static String compatible(String text) {
        return Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFKC);
    }

    private static boolean mayStandInAName(int c) {
        return switch (Character.getType(c)) {
            case Character.UNASSIGNED,
                    Character.CONTROL,
                    Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default ->
                    c >= 128
                            || (c >= 'a' && c <= 'z')
                            || (c >= '0' && c <= '9')
                            || c == '-'
                            || c == '.'
                            || c == '_';
        };
    }

    /// Whether no mark comes first, and joiners and non-joiners stand only where scripts need them
    /// (RFC 5892, appendix A).
    static boolean isWellPlaced(String label) {
        int[] all = label.codePoints().toArray();
        if (all.length > 0 && isMark(all[0])) {
            return false;
        }
        for (int i = 0; i < all.length; i++) {
            boolean behindVirama = i > 0 && rule("virama", all[i - 1]) != null;
            if (all[i] == ZERO_WIDTH_JOINER && !behindVirama) {
                return false;
            }
            if (all[i] == ZERO_WIDTH_NON_JOINER && !behindVirama && !isBetweenJoined(all, i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isMark(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.ENCLOSING_MARK ->
                    true;
            default -> false;
        };
    }

    private static boolean isBetweenJoined(int[] all, int at) {
        int before = at - 1;
        while (before >= 0 && isMark(all[before])) {
            before--;
        }
        int after = at + 1;
        while (after < all.length && isMark(all[after])) {
            after++;
        }
        return before >= 0
                && after < all.length
                && rule("before", all[before]) != null
                && rule("after", all[after]) != null;
    }

    private static @Nullable String rule(String kind, int c) {
        var found = Objects.requireNonNullElse(RULES.get(kind), NONE).floorEntry(c);
        return found != null && c <= found.getValue().last() ? found.getValue().what() : null;
    }

    private static Map<String, NavigableMap<Integer, Rule>> load() {
        var rules = new HashMap<String, NavigableMap<Integer, Rule>>();
        try (InputStream in = HostCharacters.class.getResourceAsStream("host-characters.tsv")) {
            var table =
                    new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            table.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("[-\t]", 3))
                    .forEach(cells -> add(rules, cells));
        } catch (IOException e) {
            throw new UncheckedIOException("reading host-characters.tsv", e);
        }
        return rules;
    }

    private static void add(Map<String, NavigableMap<Integer, Rule>> rules, String[] cells) {
        String kind =
                switch (cells[2]) {
                    case "virama", "before", "after" -> cells[2];
                    default -> "map";
                };
        String what =
                switch (cells[2]) {
                    case "valid", "ignored", "refused", "virama", "before", "after" -> cells[2];
                    default ->
                            Arrays.stream(cells[2].split(" ", -1))
                                    .map(hex -> Character.toString(Integer.parseInt(hex, 16)))
                                    .collect(Collectors.joining());
                };
        rules.computeIfAbsent(kind, key -> new TreeMap<>())
                .put(
                        Integer.parseInt(cells[0], 16),
                        new Rule(Integer.parseInt(cells[1], 16), what));
    }
}
