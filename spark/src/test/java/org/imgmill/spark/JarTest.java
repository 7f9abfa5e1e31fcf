package org.imgmill.spark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("jar")
class JarTest {

    private static final Path JAR = Path.of("target", "imgmill-spark.jar");
    private static final int JAVA_21 = 65;

    @Test
    void itHoldsNothingOfTheClusterNothingOfSpringAndNoHttpClientUnderItsOwnName()
            throws IOException {
        try (var jar = new JarFile(JAR.toFile())) {
            assertThat(jar.stream().map(entry -> entry.getName()))
                    .contains("org/imgmill/spark/RunCatalogue.class")
                    .anyMatch(name -> name.startsWith("org/imgmill/shaded/hc/"))
                    .anyMatch(name -> name.endsWith("/libvips"))
                    .noneMatch(
                            name ->
                                    name.matches(
                                            "(META-INF/services/java[.]|META-INF/versions/"
                                                    + "|org/apache/|scala/|org/slf4j/|org/springframework/"
                                                    + "|com/fasterxml/|tools/jackson/|org/xbill/).*"));
        }
    }

    @Test
    void allThatRunsInAnExecutorIsForJava21AndOnlyDecodersNeedMore() throws IOException {
        try (var jar = new JarFile(JAR.toFile())) {
            for (var entry : jar.stream().filter(e -> e.getName().endsWith(".class")).toList()) {
                try (var in = new DataInputStream(jar.getInputStream(entry))) {
                    in.skipNBytes(6);
                    if (in.readUnsignedShort() > JAVA_21) {
                        assertThat(entry.getName())
                                .matches(
                                        "org/imgmill/transcode/(apng|child|confine|vips|ConfineProcess).*");
                    }
                }
            }
        }
    }

    @Test
    void theJavaForDecodersIsSmallAndRuns() throws Exception {
        Path java = Path.of("target", "decoders", "bin", "java");
        var process =
                new ProcessBuilder(java.toString(), "-version").redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
        assertThat(Files.size(Path.of("target", "imgmill-decoders.tar.gz"))).isLessThan(40 << 20);
    }
}
