package org.imgmill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One version, wherever it is said, and the licence that goes with what is handed out.
class VersionTest {

    private static final Path ROOT = Path.of("..");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    CHANGELOG.md                              | (?m)^## (\\S+)
                    server/pom.xml                            | <version>([^<]+)</version>
                    bench/pom.xml                             | <version>([^<]+)</version>
                    server/src/main/resources/openapi.yaml    | (?m)^  version: (\\S+)
                    server/web/package.json                   | "version": "([^"]+)"
                    server/web/package-lock.json              | "version": "([^"]+)"
                    """)
    void theVersionIsTheSameEverywhere(String file, String pattern) throws IOException {
        assertThat(first(file, pattern))
                .isEqualTo(
                        first("pom.xml", "<artifactId>imgmill</artifactId>\\s*<version>([^<]+)"));
    }

    @Test
    void theLicenceIsInTheJar() throws IOException {
        try (var packed = VersionTest.class.getResourceAsStream("/META-INF/LICENSE")) {
            assertThat(packed).isNotNull();
            assertThat(packed.readAllBytes())
                    .isEqualTo(Files.readAllBytes(ROOT.resolve("LICENSE")));
        }
    }

    private static String first(String file, String pattern) throws IOException {
        var found = Pattern.compile(pattern).matcher(Files.readString(ROOT.resolve(file)));
        assertThat(found.find()).as(file).isTrue();
        return found.group(1);
    }
}
