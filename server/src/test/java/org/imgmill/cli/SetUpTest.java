package org.imgmill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher on a system that has a shell, apt and nothing that imgmill is built with.
class SetUpTest {

    private static final List<String> MINIMAL =
            List.of(
                    "sh",
                    "sed",
                    "dirname",
                    "readlink",
                    "head",
                    "tr",
                    "cat",
                    "grep",
                    "mkdir",
                    "chmod",
                    "uname",
                    "find",
                    "cksum",
                    "sort",
                    "rm",
                    "sleep",
                    "touch",
                    "paste",
                    "ls",
                    "cut");

    @TempDir Path elsewhere;

    private Path programs;

    @BeforeEach
    void haveNothing() throws IOException {
        programs = Files.createDirectories(elsewhere.resolve("bin"));
        for (var name : MINIMAL) {
            Files.createSymbolicLink(programs.resolve(name), find(name));
        }
        // Knows a JDK 25, and "installs" programs that only say that they were called.
        program("apt-cache", "[ \"$2\" = openjdk-25-jdk-headless ]");
        program(
                "apt-get",
                """
                echo "apt-get $*" >>"%1$s/calls"
                [ "$1" = install ] || exit 0
                printf '#!/bin/sh\\necho "maven was called" >&2; exit 1\\n' >"%1$s/bin/mvn"
                cat "%1$s/bin/mvn" >"%1$s/bin/npm"
                mkdir -p "%1$s/.sdkman/candidates/java/25/bin"
                cat "%1$s/bin/mvn" >"%1$s/.sdkman/candidates/java/25/bin/java"
                cat "%1$s/bin/mvn" >"%1$s/.sdkman/candidates/java/25/bin/javac"
                echo 'JAVA_VERSION="25.0.1"' >"%1$s/.sdkman/candidates/java/25/release"
                chmod +x "%1$s"/bin/mvn "%1$s"/bin/npm "%1$s"/.sdkman/candidates/java/25/bin/*
                """
                        .formatted(elsewhere));
    }

    @Test
    void rootHasItInstalledAndIsToldWhat() throws Exception {
        program("id", "echo 0");

        var answer = launch("test", "quick");

        assertThat(answer.output())
                .startsWith("imgmill: installing openjdk-25-jdk-headless maven npm (apt-get)\n")
                .contains("maven was called");
        assertThat(Files.readAllLines(elsewhere.resolve("calls")))
                .containsExactly(
                        "apt-get update -qq",
                        "apt-get install -y -qq --no-install-recommends openjdk-25-jdk-headless maven npm");
    }

    @Test
    void anybodyElseIsToldTheOneLineToType() throws Exception {
        program("id", "echo 1000");

        for (var command : List.of("demo", "test", "build", "package")) {
            var answer = launch(command);

            assertThat(answer.output())
                    .isEqualTo(
                            """
                            imgmill: not everything is installed that this needs. Type:
                            imgmill:   sudo apt-get update && sudo apt-get install -y --no-install-recommends openjdk-25-jdk-headless maven npm
                            """);
            assertThat(answer.status()).isEqualTo(1);
        }
        assertThat(elsewhere.resolve("calls")).doesNotExist();
    }

    @Test
    void aJdkThatAptDoesNotHaveIsSaidWithWhereThereIsOne() throws Exception {
        program("id", "echo 0");
        program("apt-cache", "exit 100");
        program("apt-get", "exit 0");

        var answer = launch("demo");

        assertThat(answer.output())
                .contains(
                        "installing maven npm", "no JDK 25 or newer was found", "sdk install java");
        assertThat(answer.status()).isEqualTo(1);
    }

    private Launcher.Answer launch(String... arguments) throws IOException, InterruptedException {
        var builder = new Launcher(elsewhere).command(arguments);
        var environment = builder.environment();
        environment.clear();
        environment.put("PATH", programs.toString());
        environment.put("HOME", elsewhere.toString());
        environment.put("IMGMILL_JAVA_FOLDERS", elsewhere.resolve("jvm").toString());
        return Launcher.finish(builder);
    }

    private void program(String name, String script) throws IOException {
        var file = programs.resolve(name);
        Files.deleteIfExists(file);
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Path find(String name) {
        for (var folder : List.of("/bin", "/usr/bin")) {
            var file = Path.of(folder, name);
            if (Files.exists(file)) {
                return file;
            }
        }
        throw new IllegalStateException("this system has no " + name);
    }
}
