package org.imgmill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {

    @TempDir Path elsewhere;

    private Launcher launcher;

    @BeforeEach
    void standElsewhere() {
        launcher = new Launcher(elsewhere);
    }

    @Test
    void helpNamesEveryCommand() throws Exception {
        var help = launcher.launch("help");

        assertThat(help.output())
                .contains("serve", "demo", "run", "doctor", "build", "test", "bench");
        assertThat(help.status()).isZero();
    }

    @Test
    void anUnknownCommandIsRefusedByName() throws Exception {
        var answer = launcher.launch("server");

        assertThat(answer.output()).contains("there is no command 'server'");
        assertThat(answer.status()).isEqualTo(2);
    }

    @Test
    void theHelpOfACommandAndTheVersionNeedNothingBuilt() throws Exception {
        var builder = launcher.command("run", "--help");
        builder.environment().put("IMGMILL_JAVA_HOME", "/nowhere");

        assertThat(Launcher.finish(builder).output())
                .startsWith("Usage: imgmill run")
                .contains("--quality", "Exit status:", "130");
        assertThat(launcher.launch("help", "keys", "create").output())
                .startsWith("Usage: imgmill keys create");
        assertThat(launcher.launch("--version").output()).matches("imgmill \\d+\\.\\d+\\.\\d+\n");
    }

    @Test
    void aBenchThatDoesNotExistIsRefusedBeforeAnythingIsBuilt() throws Exception {
        var builder = launcher.command("bench", "jpg");
        builder.environment().put("IMGMILL_JAVA_HOME", "/nowhere");

        var answer = Launcher.finish(builder);

        assertThat(answer.output())
                .startsWith("imgmill: there is no bench 'jpg'; there are: abuse");
        assertThat(answer.status()).isEqualTo(2);
    }

    @Test
    void aMistypedOptionIsRefusedInOneLine() throws Exception {
        var answer = launcher.launch("serve", "--prot=9000");

        assertThat(answer.output())
                .isEqualTo(
                        "imgmill: imgmill serve has no option --prot. Did you mean --port? \"imgmill serve --help\" says what there is.\n");
        assertThat(answer.status()).isEqualTo(2);
    }

    @Test
    void aJavaHomeWithoutAJdkIsRefusedByName() throws Exception {
        var builder = launcher.command("serve");
        builder.environment().put("IMGMILL_JAVA_HOME", elsewhere.toString());

        var answer = Launcher.finish(builder);

        assertThat(answer.output())
                .contains("IMGMILL_JAVA_HOME=" + elsewhere + " is not a JDK 25 or newer");
        assertThat(answer.status()).isEqualTo(1);
    }

    @Test
    void aMistypedSettingInTheEnvironmentOrAFileIsRefusedByNameAndPlace() throws Exception {
        Files.writeString(
                elsewhere.resolve("application.properties"), "imgmill.outbound.timout=5s\n");
        var builder = launcher.command("serve", "--server.port=0", "--imgmill.data-dir=here");
        builder.environment().put("IMGMILL_RETENSION", "5d");
        builder.environment().put("IMGMILL_PORT_8080_TCP_ADDR", "10.0.0.1");
        builder.environment().put("IMGMILL_OUTBOUND_MAX_REDIRECTS", "3");

        var answer = Launcher.finish(builder);

        assertThat(answer.output())
                .contains(
                        "imgmill.retension (from System Environment Property \"IMGMILL_RETENSION\"). Did you mean imgmill.retention?",
                        "application.properties] - 1:",
                        "Did you mean imgmill.outbound.timeout?")
                .doesNotContain("TCP_ADDR", "MAX_REDIRECTS");
        assertThat(answer.status()).isEqualTo(1);
        assertThat(elsewhere.resolve("here")).doesNotExist();
    }

    @Test
    void relativePathsAreThoseOfTheCallerAndArgumentsAreSettings() throws Exception {
        var server = launcher.command("serve", "--port", "0", "--imgmill.data-dir=here").start();
        try (var said = server.inputReader()) {
            var data = elsewhere.toRealPath().resolve("here");
            var ready =
                    said.lines().filter(line -> line.startsWith("imgmill is ready")).findFirst();

            assertThat(ready)
                    .hasValueSatisfying(
                            line ->
                                    assertThat(line)
                                            .matches(
                                                    "imgmill is ready at http://localhost:(\\d+) \\(listens on 127\\.0\\.0\\.1:\\1; data in %s, which is new; no batches yet\\)"
                                                            .formatted(data)));
            assertThat(elsewhere.resolve("here/node-id")).exists();
        } finally {
            server.destroy();
            server.onExit().join();
        }
    }

    @Test
    void theDemoCompressesTheSampleCatalogueAndEnds() throws Exception {
        var demo = launcher.launch("demo", "--exit", "--imgmill.data-dir=demo");

        assertThat(demo.output())
                .contains("32 of 33 images stored", "1 failed", "http_status", "100 %")
                .contains("Page        http://localhost:");
        assertThat(demo.status()).isZero();
        var csv = Files.readAllLines(elsewhere.resolve("demo/products-results.csv"));
        assertThat(csv).hasSize(13);
        assertThat(csv.getFirst()).endsWith(",Output Image Urls");
    }

    @Test
    void theDoctorRehearsesTheWholeJobAndLeavesNothingBehind() throws Exception {
        var doctor = launcher.launch("doctor", "--imgmill.data-dir=here");

        assertThat(doctor.output())
                .contains("ok    Java", "ok    data directory " + elsewhere.resolve("here"))
                .contains(
                        "ok    rehearsal: embedded PostgreSQL, storage, downloads and libvips work");
        assertThat(doctor.status()).isZero();
        assertThat(elsewhere.resolve("here")).isEmptyDirectory();
    }

    @Test
    void theDoctorSaysWhatToDoAboutADatabaseOutOfReach() throws Exception {
        var doctor =
                launcher.launch(
                        "doctor", "--spring.datasource.url=jdbc:postgresql://127.0.0.1:1/x");

        assertThat(doctor.output()).contains("BAD   database", "spring.datasource.url");
        assertThat(doctor.status()).isEqualTo(1);
    }
}
