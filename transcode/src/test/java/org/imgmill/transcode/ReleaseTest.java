package org.imgmill.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReleaseTest {

    private static final Path CLASSES = Path.of("target", "classes");
    private static final int JAVA_21 = 65;

    @Test
    void whatRunsInTheCallersProcessNeedsNoMoreThanJava21() {
        try (Stream<Path> files = Files.walk(CLASSES)) {
            List<String> newer =
                    files.filter(file -> file.toString().endsWith(".class"))
                            .filter(file -> release(file) > JAVA_21)
                            .map(file -> CLASSES.relativize(file).toString())
                            .filter(name -> !needsTheNewest(name))
                            .toList();

            assertThat(newer).isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Native code, and what only children run.
    private static boolean needsTheNewest(String name) {
        return name.matches(
                "org/imgmill/transcode/(apng/.*|confine/.*|vips/.*|ConfineProcess[.]class"
                        + "|child/(?!(Answer|Job|Made|Outcome|Size|Wire)([$].*)?[.]class).*)");
    }

    private static int release(Path file) {
        try (var in = new DataInputStream(Files.newInputStream(file))) {
            in.skipNBytes(6);
            return in.readUnsignedShort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
