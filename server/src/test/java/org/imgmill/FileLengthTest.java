package org.imgmill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A file fits in a head, or says on top why it does not.
class FileLengthTest {

    private static final int LINES = 250;
    private static final String REASON = "Long: ";

    @Test
    void everyLongFileSaysOnTopWhyItIsLong() throws IOException {
        try (var files = Files.walk(Path.of(".."))) {
            assertThat(files.filter(FileLengthTest::isOurs).filter(FileLengthTest::isTooLong))
                    .isEmpty();
        }
    }

    private static boolean isOurs(Path file) {
        var path = file.toString().replace('\\', '/');
        return path.contains("/src/")
                && !path.contains("/node_modules/")
                && !path.contains("/target/")
                && (path.endsWith(".java") || path.endsWith(".js") || path.endsWith(".css"));
    }

    private static boolean isTooLong(Path file) {
        var lines = lines(file);
        return lines.size() > LINES
                && lines.stream().limit(100).noneMatch(line -> line.contains(REASON));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
