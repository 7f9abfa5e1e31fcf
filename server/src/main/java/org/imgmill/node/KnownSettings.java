package org.imgmill.node;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/// The settings there are, as the compiler listed them from the settings records: those of imgmill,
/// or those of the libraries too. `*` stands for any one word, `**` for whatever follows.
///
/// @param records what imgmill's own are read into
public record KnownSettings(List<String> names, List<SettingsRecord> records) {

    public static final String PREFIX = "imgmill.";

    static final String ANY = "*";
    private static final String WHATEVER_FOLLOWS = ".**";

    /// Read before any list is, so nobody lists them.
    private static final List<String> UNLISTED = List.of("spring.application.json");

    /// A class that settings are read into, and the name they begin with.
    public record SettingsRecord(String prefix, String type) {}

    /// What the compiler listed, read once: a start asks for it twice.
    private static final class BuiltIn {
        private static final KnownSettings OWN =
                of(
                        SettingsMetadata.lists()
                                .filter(list -> list.isOf(PREFIX))
                                .findFirst()
                                .orElseThrow(
                                        () ->
                                                new IllegalStateException(
                                                        "the list of settings was not built in")));
    }

    /// Those of imgmill.
    public static KnownSettings load() {
        return BuiltIn.OWN;
    }

    /// Those of the libraries, which are thousands.
    public static KnownSettings ofLibraries() {
        var names =
                SettingsMetadata.lists()
                        .flatMap(list -> list.all().stream())
                        .filter(property -> !property.name().startsWith(PREFIX))
                        .flatMap(
                                property ->
                                        property.isMap() || property.isList()
                                                ? Stream.of(
                                                        property.name(),
                                                        property.name() + WHATEVER_FOLLOWS)
                                                : Stream.of(property.name()));
        return new KnownSettings(
                Stream.concat(names, UNLISTED.stream()).distinct().toList(), List.of());
    }

    private static KnownSettings of(SettingsMetadata own) {
        return new KnownSettings(
                own.all().stream()
                        .filter(property -> property.name().startsWith(PREFIX))
                        .flatMap(SettingsMetadata.Property::names)
                        .distinct()
                        .toList(),
                own.records(PREFIX)
                        .map(
                                group ->
                                        new SettingsRecord(
                                                group.name(), String.valueOf(group.type())))
                        .toList());
    }

    public boolean contains(ConfigurationPropertyName name) {
        var list = withoutIndex(name);
        return names.stream().anyMatch(known -> matches(known, list));
    }

    /// Environment variables cannot say where a word ends: `IMGMILL_DATA_DIR` means `data-dir`.
    public boolean containsRunTogether(ConfigurationPropertyName name) {
        var wanted = letters(withoutIndex(name).toString());
        return names.stream()
                .anyMatch(
                        known ->
                                known.endsWith(WHATEVER_FOLLOWS)
                                        ? wanted.startsWith(letters(beginning(known)))
                                        : letters(known).equals(wanted));
    }

    /// The name that was most likely meant.
    public String nearest(ConfigurationPropertyName name) {
        return Nearest.of(
                        name.toString(),
                        names.stream().filter(known -> !known.contains(ANY)).toList())
                .orElseThrow();
    }

    /// Whether it is a mistyped one, with so many letters to correct at most.
    public boolean isNearly(ConfigurationPropertyName name, int letters) {
        var given = letters(name.toString());
        return names.stream().anyMatch(known -> Nearest.edits(given, letters(known)) <= letters);
    }

    /// These and others.
    public KnownSettings with(KnownSettings others) {
        return new KnownSettings(
                Stream.concat(names.stream(), others.names.stream()).toList(), records);
    }

    private static ConfigurationPropertyName withoutIndex(ConfigurationPropertyName name) {
        return name.isLastElementIndexed() && name.isNumericIndex(name.getNumberOfElements() - 1)
                ? name.getParent()
                : name;
    }

    private static boolean matches(String known, ConfigurationPropertyName name) {
        return known.endsWith(WHATEVER_FOLLOWS)
                ? begins(beginning(known).split("\\."), name)
                : known.chars().filter(c -> c == '.').count() + 1 == name.getNumberOfElements()
                        && begins(known.split("\\."), name);
    }

    private static boolean begins(String[] known, ConfigurationPropertyName name) {
        return known.length <= name.getNumberOfElements()
                && IntStream.range(0, known.length)
                        .allMatch(
                                i ->
                                        known[i].equals(ANY)
                                                || letters(known[i])
                                                        .equals(name.getElement(i, Form.UNIFORM)));
    }

    private static String beginning(String known) {
        return known.substring(0, known.length() - WHATEVER_FOLLOWS.length());
    }

    private static String letters(String name) {
        return name.replaceAll("[.-]", "");
    }
}
