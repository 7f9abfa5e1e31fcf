package org.imgmill.transcode.confine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each wall alone, in a process of its own, so that one does not hide a hole in another.
class ThisProcessTest {

    private static final int EMFILE = 24;
    private static final int EPERM = 1;
    private static final int EACCES = 13;

    /// A user that owns nothing; root sees through every wall but seccomp and landlock.
    private static final String NOBODY = "65534";

    @TempDir Path folder;

    @BeforeEach
    void thisSystemHasTheWalls() {
        assumeTrue(ThisProcess.lacking().isEmpty(), () -> "not here: " + ThisProcess.lacking());
    }

    private String alone(String wall, HostileAct act) throws Exception {
        Path file = Files.writeString(folder.resolve("secret"), "secret");
        var process =
                java("org.imgmill.transcode.confine.OneWall", wall, act.name(), file.toString());
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return said.strip();
    }

    private static Process java(String... main) throws IOException {
        return builder(List.of(), main).start();
    }

    private static ProcessBuilder builder(List<String> before, String... main) {
        var command = new ArrayList<>(before);
        command.addAll(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path")));
        command.addAll(List.of(main));
        return new ProcessBuilder(command).redirectErrorStream(true);
    }

    @Test
    void landlockAloneKeepsFilesShut() throws Exception {
        assertThat(alone("none", HostileAct.READS_A_SECRET)).isEqualTo("done");
        assertThat(alone("landlock", HostileAct.READS_A_SECRET)).isEqualTo("error " + EACCES);
        assertThat(alone("landlock", HostileAct.OPENS_A_FILE_TO_WRITE))
                .isEqualTo("error " + EACCES);
        assertThat(alone("landlock", HostileAct.MAKES_A_FOLDER)).isEqualTo("error " + EACCES);
        assertThat(alone("landlock", HostileAct.READS_THE_SERVERS_ENVIRONMENT))
                .isEqualTo("error " + EACCES);
    }

    @Test
    void landlockAloneKeepsSignalsIn() throws Exception {
        assumeTrue(
                new Landlock(new Kernel(Machine.ofThisProcess().orElseThrow())).abi() >= 6,
                "signals since Linux 6.12");
        assertThat(alone("none", HostileAct.SIGNALS_THE_SERVER)).isEqualTo("done");
        assertThat(alone("landlock", HostileAct.SIGNALS_THE_SERVER)).isEqualTo("error " + EPERM);
    }

    @Test
    void aProcessWithoutFreeDescriptorsOpensNothing() throws Exception {
        assertThat(alone("descriptors", HostileAct.READS_A_SECRET)).isEqualTo("error " + EMFILE);
        assertThat(alone("descriptors", HostileAct.CREATES_A_FILE)).isEqualTo("error " + EMFILE);
        assertThat(alone("descriptors", HostileAct.OPENS_AN_INTERNET_SOCKET))
                .isEqualTo("error " + EMFILE);
    }

    @Test
    void aHiddenProcessIsClosedToItsOwnUser() throws Exception {
        boolean root = System.getProperty("user.name").equals("root");
        var asNobody =
                root
                        ? List.of("setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups")
                        : List.<String>of();
        assumeTrue(
                !root || Files.isExecutable(Path.of("/usr/bin/setpriv")),
                "root reads everything, and setpriv is not here");
        for (boolean hides : new boolean[] {false, true}) {
            var builder =
                    builder(
                            asNobody,
                            "org.imgmill.transcode.confine.OneWall",
                            hides ? "hide" : "none",
                            "");
            builder.environment().put("PASSWORD", "open sesame");
            var process = builder.start();
            try (var out = process.inputReader(StandardCharsets.UTF_8)) {
                String line = out.readLine();
                assumeTrue("waits".equals(line), () -> "nobody cannot run our classes: " + line);
                var command = new ArrayList<>(asNobody);
                command.addAll(List.of("cat", "/proc/" + process.pid() + "/environ"));
                var reader = new ProcessBuilder(command).redirectErrorStream(true).start();
                String read =
                        new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

                if (hides) {
                    assertThat(read).contains("Permission denied").doesNotContain("open sesame");
                } else {
                    assertThat(read).contains("open sesame");
                }
            } finally {
                process.destroyForcibly().waitFor();
            }
        }
    }
}
