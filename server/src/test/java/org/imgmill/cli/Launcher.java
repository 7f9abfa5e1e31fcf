package org.imgmill.cli;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

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

/// The launcher script, called from another folder, with the classes under test.
record Launcher(Path elsewhere) {

    private static final Path SCRIPT = Path.of("../imgmill").toAbsolutePath().normalize();

    private static final Path OPTIONS = Path.of("../packaging/jvm.options");

    /// What it said on both streams, and its exit status.
    record Answer(String output, int status) {}

    Answer launch(String... arguments) throws IOException, InterruptedException {
        return finish(command(arguments));
    }

    static Answer finish(ProcessBuilder builder) throws IOException, InterruptedException {
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(output, process.waitFor());
    }

    ProcessBuilder command(String... arguments) throws IOException {
        var command = Stream.concat(Stream.of(SCRIPT.toString()), Arrays.stream(arguments));
        var builder =
                new ProcessBuilder(command.toList())
                        .directory(elsewhere.toFile())
                        .redirectErrorStream(true);
        builder.environment().put("IMGMILL_JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("IMGMILL_APP", app().toString());
        builder.environment()
                .put(
                        "IMGMILL_JAVA_OPTS",
                        "-XX:TieredStopAtLevel=1 -Dimgmill.postgres.programs="
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
        Files.copy(OPTIONS, app.resolve(OPTIONS.getFileName()), REPLACE_EXISTING);
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
