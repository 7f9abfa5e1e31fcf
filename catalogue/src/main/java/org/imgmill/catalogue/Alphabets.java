package org.imgmill.catalogue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Tells single-byte encodings apart by alphabets: read in the right one, all letters of a text
/// belong to one language. Needs no more than a few letters, which is what a catalogue has.
final class Alphabets {

    /// Punctuation that stands beside letters in texts of any language.
    private static final String PUNCTUATION =
            "\u00A0\u00AB\u00BB\u2013\u2014\u2018\u2019\u201A\u201C\u201D\u201E\u2022\u2026\u2122\u00AE\u00A9\u2039\u203A";

    /// Signs that stand beside numbers, not letters.
    private static final String SIGNS =
            "\u20AC\u00B0\u00B2\u00B3\u00BD\u00BC\u00BE\u00D7\u00A3\u00B5\u00A7\u00B1";

    /// The share of vowels below which letters are no words.
    private static final double FEWEST_VOWELS = 0.2;

    private static final List<Alphabet> ALL = load();

    private Alphabets() {}

    /// @param share the part of the characters beyond ASCII that are letters of one language, or
    ///   signs in places of signs
    record Fit(Charset charset, boolean latin, double share) {

        boolean isPerfect() {
            return share >= 1;
        }
    }

    private record Alphabet(
            Set<Integer> letters, Set<Integer> vowels, boolean latin, List<Charset> charsets) {}

    /// The best reading of a text in a single-byte encoding; null: it holds no letters beyond
    /// ASCII.
    static @Nullable Fit best(byte[] bytes) {
        return best(bytes, null);
    }

    /// The best reading of a text in one encoding; null: it holds no letters beyond ASCII in it.
    ///
    /// @param only null: in any
    static @Nullable Fit best(byte[] bytes, @Nullable Charset only) {
        Fit best = null;
        double bestScore = 0;
        for (Alphabet alphabet : ALL) {
            for (int i = 0; i < alphabet.charsets().size(); i++) {
                Charset charset = alphabet.charsets().get(i);
                if (only != null && !only.equals(charset)) {
                    continue;
                }
                double share = share(new String(bytes, charset), alphabet);
                // Of equal readings the first language wins, in its likelier encoding.
                double weighed = share - i * 0.01;
                if (weighed > bestScore) {
                    best = new Fit(charset, alphabet.latin(), share);
                    bestScore = weighed;
                }
            }
        }
        return best;
    }

    private static double share(String text, Alphabet alphabet) {
        int beyond = 0;
        int letters = 0;
        int vowels = 0;
        double fits = 0;
        for (int i = 0; i < text.length(); i++) {
            int c = text.charAt(i);
            if (c < 0x80) {
                continue;
            }
            beyond++;
            if (alphabet.letters().contains(c)) {
                letters++;
                vowels += alphabet.vowels().contains(c) ? 1 : 0;
                fits += isOddlyPlaced(text, i, alphabet.latin()) ? 0.4 : 1;
            } else if (PUNCTUATION.indexOf(c) >= 0) {
                fits +=
                        isLetter(text, i - 1)
                                        && isLetter(text, i + 1)
                                        && c != '\u2019'
                                        && c != '\u2013'
                                ? 0.2
                                : 1;
            } else if (SIGNS.indexOf(c) >= 0) {
                fits += isLetter(text, i - 1) || isLetter(text, i + 1) ? 0.2 : 1;
            }
        }
        if (letters == 0) {
            return 0;
        }
        boolean words = alphabet.vowels().isEmpty() || vowels >= letters * FEWEST_VOWELS;
        return (words ? 1 : 0.7) * fits / beyond;
    }

    /// A capital behind a small letter, a small letter behind two capitals, or letters of two
    /// scripts in one word are signs of a wrong reading.
    private static boolean isOddlyPlaced(String text, int at, boolean latin) {
        char c = text.charAt(at);
        char before = at > 0 ? text.charAt(at - 1) : ' ';
        char beforeThat = at > 1 ? text.charAt(at - 2) : ' ';
        char behind = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        boolean shouted = Character.isUpperCase(c) && Character.isLowerCase(before);
        boolean fallen =
                Character.isLowerCase(c)
                        && Character.isUpperCase(before)
                        && Character.isUpperCase(beforeThat);
        boolean mixed = !latin && (isAsciiLetter(before) || isAsciiLetter(behind));
        return shouted || fallen || mixed;
    }

    private static boolean isAsciiLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isLetter(String text, int at) {
        return at >= 0 && at < text.length() && Character.isLetter(text.charAt(at));
    }

    private static List<Alphabet> load() {
        var all = new ArrayList<Alphabet>();
        InputStream file =
                Objects.requireNonNull(
                        Alphabets.class.getResourceAsStream("alphabets.tsv"), "alphabets.tsv");
        try (var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    all.add(alphabet(line.split("\t", -1)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(all);
    }

    private static Alphabet alphabet(String[] fields) {
        var charsets = new ArrayList<Charset>();
        for (String name : fields[2].split(" ", -1)) {
            charsets.add(Charset.forName(name));
        }
        return new Alphabet(
                codePoints(fields[1]),
                codePoints(fields.length > 3 ? fields[3] : ""),
                Character.UnicodeScript.of(fields[1].codePointAt(0))
                        == Character.UnicodeScript.LATIN,
                charsets);
    }

    private static Set<Integer> codePoints(String text) {
        return text.codePoints().boxed().collect(Collectors.toCollection(TreeSet::new));
    }
}
