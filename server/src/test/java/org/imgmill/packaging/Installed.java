package org.imgmill.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A folder into which packages are unpacked, and the programs that are run there.
record Installed(Path folder) {

    private static final Path PACKAGES = Path.of(System.getProperty("packages.made", "."));

    /// What a program said on both streams, and its exit status.
    record Answer(String output, int status) {}

    static boolean isMade(String ending) throws IOException {
        try (var all = Files.list(PACKAGES)) {
            return all.anyMatch(file -> file.toString().endsWith(ending));
        }
    }

    static Path find(String ending) throws IOException {
        try (var all = Files.list(PACKAGES)) {
            return all.filter(file -> file.toString().endsWith(ending))
                    .findFirst()
                    .map(file -> file.toAbsolutePath().normalize())
                    .orElseThrow(() -> new IllegalStateException("there is no " + ending));
        }
    }

    Answer run(String... command) throws Exception {
        var process = command(command).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var answer = new Answer(said, process.waitFor());
        assertThat(answer.status()).as(String.join(" ", command) + "\n" + said).isZero();
        return answer;
    }

    /// With an empty environment, but for a path that leads to no Java.
    ProcessBuilder command(String... command) throws IOException {
        var builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        boolean ours = command[0].startsWith(folder.toString());
        builder.environment()
                .put("PATH", ours ? tools().toString() : "/usr/sbin:/usr/bin:/sbin:/bin");
        return builder;
    }

    /// All programs there are but Java.
    private Path tools() throws IOException {
        var tools = folder.resolve("tools");
        if (!Files.exists(tools)) {
            Files.createDirectories(tools);
            try (var programs = Files.list(Path.of("/usr/bin"))) {
                for (var program : programs.toList()) {
                    if (!program.getFileName().toString().startsWith("java")) {
                        Files.createSymbolicLink(tools.resolve(program.getFileName()), program);
                    }
                }
            }
        }
        return tools;
    }
}
