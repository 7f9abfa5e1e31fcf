package org.imgmill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {

    private static final Path LAUNCHER = Path.of("../imgmill").toAbsolutePath().normalize();

    @TempDir Path elsewhere;

    @Test
    void helpNamesEveryCommand() throws Exception {
        var help = launch("help");

        assertThat(help.output)
                .contains("serve", "demo", "run", "doctor", "build", "test", "bench");
        assertThat(help.status).isZero();
    }

    @Test
    void anUnknownCommandIsRefusedByName() throws Exception {
        var answer = launch("server");

        assertThat(answer.output).contains("there is no command 'server'");
        assertThat(answer.status).isEqualTo(2);
    }

    @Test
    void aJavaHomeWithoutAJdkIsRefusedByName() throws Exception {
        var builder = command("serve");
        builder.environment().put("IMGMILL_JAVA_HOME", elsewhere.toString());

        var answer = finish(builder);

        assertThat(answer.output)
                .contains("IMGMILL_JAVA_HOME=" + elsewhere + " is not a JDK 25 or newer");
        assertThat(answer.status).isEqualTo(1);
    }

    @Test
    void relativePathsAreThoseOfTheCallerAndArgumentsAreSettings() throws Exception {
        var server = command("serve", "--server.port=0", "--imgmill.data-dir=here").start();
        try (var said = server.inputReader()) {
            var ready =
                    said.lines().filter(line -> line.startsWith("imgmill is ready")).findFirst();

            assertThat(ready)
                    .hasValueSatisfying(
                            line ->
                                    assertThat(line)
                                            .matches("imgmill is ready at http://localhost:\\d+"));
            assertThat(elsewhere.resolve("here/node-id")).exists();
        } finally {
            server.destroy();
            server.onExit().join();
        }
    }

    @Test
    void theDemoCompressesTheSampleCatalogueAndEnds() throws Exception {
        var demo = launch("demo", "--exit", "--imgmill.data-dir=demo");

        assertThat(demo.output)
                .contains("32 of 33 images stored", "1 failed", "http_status", "100 %")
                .contains("Page        http://localhost:");
        assertThat(demo.status).isZero();
        var csv = Files.readAllLines(elsewhere.resolve("demo/products-results.csv"));
        assertThat(csv).hasSize(13);
        assertThat(csv.getFirst()).endsWith(",Output Image Urls");
    }

    private record Answer(String output, int status) {}

    private Answer launch(String... arguments) throws IOException, InterruptedException {
        return finish(command(arguments));
    }

    private static Answer finish(ProcessBuilder builder) throws IOException, InterruptedException {
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(output, process.waitFor());
    }

    private ProcessBuilder command(String... arguments) throws IOException {
        var command = Stream.concat(Stream.of(LAUNCHER.toString()), Arrays.stream(arguments));
        var builder =
                new ProcessBuilder(command.toList())
                        .directory(elsewhere.toFile())
                        .redirectErrorStream(true);
        builder.environment().put("IMGMILL_JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("IMGMILL_APP", app().toString());
        builder.environment()
                .put(
                        "IMGMILL_JAVA_OPTS",
                        "-Dimgmill.postgres.programs="
                                + System.getProperty("imgmill.postgres.programs"));
        return builder;
    }

    /// The classes under test as the launcher's build would lay them out.
    private Path app() throws IOException {
        var manifest = new Manifest();
        var attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, "org.imgmill.Imgmill");
        attributes.put(Attributes.Name.CLASS_PATH, classPath());
        var app = Files.createDirectories(elsewhere.resolve("app"));
        try (var jar = Files.newOutputStream(app.resolve("imgmill.jar"))) {
            new JarOutputStream(jar, manifest).close();
        }
        return app;
    }

    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toUri().toString())
                .collect(Collectors.joining(" "));
    }
}
