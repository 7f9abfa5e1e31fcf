package org.imgmill.catalogue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What columns are called in many languages and by many shops: the table `columns.tsv`.
final class ColumnNames {

    private static final Pattern FIELDS = Pattern.compile("\t");
    private static final Pattern DIGIT = Pattern.compile("[0-9]");
    private static final Pattern NAMES = Pattern.compile(" \\| ");

    /// What Akeneo and others put behind a name: a locale, a channel (`picture-en_US-print`).
    private static final Pattern LOCALE = Pattern.compile("-[a-z]{2}_[A-Z]{2}(-\\w+)?$");

    private static final int SECOND = 10_000;

    private static final Map<String, ColumnName> ALL = load();

    private ColumnNames() {}

    /// What a column of this name holds; null: the name says nothing.
    static @Nullable ColumnName of(String column) {
        ColumnName whole = ALL.get(plain(column));
        return whole != null ? whole : ALL.get(base(column));
    }

    /// A name without case, accents, punctuation, spaces and locale; `#` stands for itself.
    static String plain(String column) {
        String text = LOCALE.matcher(Blank.strip(column)).replaceFirst("");
        if (text.equals("#")) {
            return "#";
        }
        String folded =
                Normalizer.normalize(
                        Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT),
                        Normalizer.Form.NFD);
        var letters = new StringBuilder();
        folded.codePoints().filter(Character::isLetterOrDigit).forEach(letters::appendCodePoint);
        return letters.toString();
    }

    /// The plain name without its numbers: the same for all columns of a series.
    static String base(String column) {
        String plain = plain(column);
        var base = new StringBuilder();
        plain.codePoints().filter(c -> !Character.isDigit(c)).forEach(base::appendCodePoint);
        return base.toString();
    }

    /// The number of a column within its series; 0: it has none.
    static int number(String column) {
        var digits = new StringBuilder();
        for (int i = 0; i < column.length(); i++) {
            char c = column.charAt(i);
            if (c >= '0' && c <= '9' && digits.length() < 9) {
                digits.append(c);
            }
        }
        return digits.isEmpty() ? 0 : Integer.parseInt(digits.toString());
    }

    private static Map<String, ColumnName> load() {
        var all = new HashMap<String, ColumnName>();
        InputStream file =
                Objects.requireNonNull(
                        ColumnNames.class.getResourceAsStream("columns.tsv"), "columns.tsv");
        try (var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            int rank = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                rank++;
                if (!line.startsWith("#")) {
                    String[] fields = FIELDS.split(line, -1);
                    add(all, fields, fields[1].equals("second") ? rank + SECOND : rank);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(all);
    }

    private static void add(Map<String, ColumnName> all, String[] fields, int rank) {
        var role = ColumnName.Role.valueOf(fields[0].toUpperCase(Locale.ROOT));
        ColumnName.Kind kind =
                switch (fields[1]) {
                    case "documented" -> ColumnName.Kind.DOCUMENTED;
                    case "more" -> ColumnName.Kind.MORE;
                    case "weak" -> ColumnName.Kind.WEAK;
                    default -> ColumnName.Kind.MAIN;
                };
        for (String name : NAMES.split(fields[3], -1)) {
            String plain = plain(name);
            all.putIfAbsent(plain, new ColumnName(role, kind, fields[2], rank, base(name)));
            if (role == ColumnName.Role.IMAGES && DIGIT.matcher(plain).find()) {
                all.putIfAbsent(
                        base(name), new ColumnName(role, kind, fields[2], rank, base(name)));
            }
        }
    }
}
