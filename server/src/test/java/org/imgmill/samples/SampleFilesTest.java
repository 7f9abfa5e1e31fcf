package org.imgmill.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SampleFilesTest {

    private static final Path SAMPLES = Path.of("../samples");
    private static final Pattern URL =
            Pattern.compile("http://localhost:8080/samples/([^, \"\\s]+)");

    @Test
    void everyPictureOfTheCatalogueIsThereButOneThatIsDeadOnPurpose() throws IOException {
        assertThat(pictures())
                .hasSizeGreaterThanOrEqualTo(30)
                .filteredOn(picture -> !Files.exists(SAMPLES.resolve(picture)))
                .containsExactly("tea-towel-front.jpg");
    }

    @Test
    void theCatalogueHasJpegPngAndWebp() throws IOException {
        assertThat(pictures())
                .anyMatch(picture -> picture.endsWith(".jpg"))
                .anyMatch(picture -> picture.endsWith(".png"))
                .anyMatch(picture -> picture.endsWith(".webp"));
    }

    private static List<String> pictures() throws IOException {
        return URL.matcher(Files.readString(SAMPLES.resolve("products.csv")))
                .results()
                .map((MatchResult url) -> url.group(1))
                .toList();
    }
}
