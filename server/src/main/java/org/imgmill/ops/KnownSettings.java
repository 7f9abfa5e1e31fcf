package org.imgmill.ops;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.databind.json.JsonMapper;

/// The settings of imgmill, as the compiler listed them from the settings records; `*` stands for
/// any one word.
record KnownSettings(List<String> names) {

    static final String PREFIX = "imgmill.";

    private static final String FILES = "classpath*:META-INF/spring-configuration-metadata.json";
    private static final String ANY = "*";

    /// In the format of Spring Boot's configuration metadata.
    private record Metadata(List<Property> properties) {

        List<String> ownNames() {
            return properties.stream()
                    .filter(property -> property.name().startsWith(PREFIX))
                    .flatMap(Property::names)
                    .distinct()
                    .toList();
        }
    }

    private record Property(String name, String type) {

        /// Of a map, what stands in it; the parts of its values are listed by hand.
        Stream<String> names() {
            if (!type.startsWith(Map.class.getName() + "<")) {
                return Stream.of(name);
            }
            return type.endsWith("," + String.class.getName() + ">")
                    ? Stream.of(name + "." + ANY)
                    : Stream.empty();
        }
    }

    /// Libraries have files of that name too, and may stand before us on the class path.
    static KnownSettings load() {
        var reader = JsonMapper.builder().build().readerFor(Metadata.class);
        try {
            for (var file : new PathMatchingResourcePatternResolver().getResources(FILES)) {
                try (InputStream json = file.getInputStream()) {
                    var names = reader.<Metadata>readValue(json).ownNames();
                    if (!names.isEmpty()) {
                        return new KnownSettings(names);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("the list of settings was not built in");
    }

    boolean contains(ConfigurationPropertyName name) {
        var list = withoutIndex(name);
        return names.stream().anyMatch(known -> matches(known.split("\\."), list));
    }

    /// Environment variables cannot say where a word ends: `IMGMILL_DATA_DIR` means `data-dir`.
    boolean containsRunTogether(ConfigurationPropertyName name) {
        var wanted = letters(withoutIndex(name).toString());
        return names.stream().anyMatch(known -> letters(known).equals(wanted));
    }

    /// The name that was most likely meant.
    String nearest(ConfigurationPropertyName name) {
        return names.stream()
                .filter(known -> !known.contains(ANY))
                .min(Comparator.comparingInt(known -> distance(name.toString(), known)))
                .orElseThrow();
    }

    private static ConfigurationPropertyName withoutIndex(ConfigurationPropertyName name) {
        return name.isLastElementIndexed() && name.isNumericIndex(name.getNumberOfElements() - 1)
                ? name.getParent()
                : name;
    }

    private static boolean matches(String[] known, ConfigurationPropertyName name) {
        return known.length == name.getNumberOfElements()
                && IntStream.range(0, known.length)
                        .allMatch(
                                i ->
                                        known[i].equals(ANY)
                                                || letters(known[i])
                                                        .equals(name.getElement(i, Form.UNIFORM)));
    }

    private static String letters(String name) {
        return name.replaceAll("[.-]", "");
    }

    /// The right last word in the wrong place counts as one mistake.
    private static int distance(String name, String known) {
        return Math.min(edits(name, known), 1 + edits(lastWord(name), lastWord(known)));
    }

    private static String lastWord(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /// How many letters have to be put in, left out or replaced (Levenshtein).
    private static int edits(String from, String to) {
        var row = IntStream.rangeClosed(0, to.length()).toArray();
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
