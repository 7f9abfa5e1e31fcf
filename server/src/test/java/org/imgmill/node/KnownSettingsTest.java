package org.imgmill.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

class KnownSettingsTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([a-z][^|]*) \\|");
    private static final Pattern GIVEN = Pattern.compile("--(imgmill\\.[a-zA-Z0-9.\\[\\]-]+)=");

    /// Set by the launcher, the build and the start.
    private static final List<String> NOT_FOR_PEOPLE =
            List.of(
                    "imgmill.postgres.programs",
                    "imgmill.transcode.parts",
                    "imgmill.version",
                    "imgmill.announced",
                    "imgmill.node-id");

    private final KnownSettings known = KnownSettings.load();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "imgmill.data-dir",
                "imgmill.cors.origins[0]",
                "imgmill.outbound.hosts[cdn.example.com:8443].connections",
                "imgmill.outbound.hosts[cdn.example.com].headers.authorization"
            })
    void aSettingIsKnownByItsName(String name) {
        assertThat(known.contains(ConfigurationPropertyName.of(name))).isTrue();
    }

    @Test
    void everySettingIsInTheOperationsManualAndTheManualNamesNoOther() throws IOException {
        var documented = new TreeSet<String>();
        var rows = ROW.matcher(Files.readString(ROOT.resolve("docs/operations.md")));
        while (rows.find()) {
            documented.addAll(names(rows.group(1)));
        }

        assertThat(documented)
                .containsExactlyInAnyOrderElementsOf(
                        known.names().stream()
                                .filter(name -> !NOT_FOR_PEOPLE.contains(name))
                                .toList());
    }

    @Test
    void everySettingGivenInADocumentExists() throws IOException {
        try (var docs = Files.list(ROOT.resolve("docs"))) {
            var texts =
                    Stream.concat(
                            Stream.of("README.md", "CONTRIBUTING.md", "imgmill", "compose.yaml")
                                    .map(ROOT::resolve),
                            docs.filter(file -> file.toString().endsWith(".md")));
            for (var file : texts.toList()) {
                assertThat(GIVEN.matcher(Files.readString(file)).results().map(m -> m.group(1)))
                        .as(file.toString())
                        .allMatch(name -> known.contains(ConfigurationPropertyName.of(name)));
            }
        }
    }

    /// "imgmill.csv.max-rows, max-images" are two names with the same beginning.
    private static List<String> names(String cell) {
        var words = List.of(cell.strip().split(", *", -1));
        var first = words.getFirst();
        if (!first.startsWith("imgmill.")) {
            return List.of();
        }
        var beginning = first.substring(0, first.lastIndexOf('.') + 1);
        return words.stream()
                .map(name -> name.startsWith("imgmill.") ? name : beginning + name)
                .map(name -> name.replaceAll("\\[[^]]*]", ".*").replace("NAME", "*"))
                .toList();
    }
}
