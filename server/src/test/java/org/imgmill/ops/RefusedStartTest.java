package org.imgmill.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusedStartTest {

    @TempDir Path dataDirectory;

    @Test
    void aSettingThatDoesNotExistIsRefusedAsASystemPropertyToo()
            throws IOException, InterruptedException {
        var options = List.of("-Dimgmill.limits.image-per-day=1000", "org.imgmill.Imgmill");
        try (var server = ServerProcess.start(options, dataDirectory)) {
            assertThat(server.saidUntil("(no such line)"))
                    .contains(
                            "imgmill has no setting imgmill.limits.image-per-day (from \"imgmill.limits.image-per-day\" from property source \"systemProperties\"). Did you mean imgmill.limits.images-per-day?");
            assertThat(server.process().waitFor()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --imgmill.transcode.deadline=soon | imgmill.transcode.deadline is a time such as 30s, 5m or 12h, not "soon"
                    --imgmill.log=xml                  | imgmill.log is one of text, json, not "xml"
                    --imgmill.tracing.endpoint=collector:4318 | imgmill.tracing.endpoint is where a collector takes OTLP over HTTP, such as http://localhost:4318/v1/traces, not collector:4318
                    --imgmill.tracing.sample=5         | imgmill.tracing.sample is a share from 0 to 1, such as 0.01, not 5.0
                    --imgmill.transcode.workers=-1    | imgmill.transcode.workers is 0 (one per core) to 256, not -1
                    --imgmill.csv.max-rows=many       | imgmill.csv.max-rows is a whole number, not "many"
                    --imgmill.public-url=ftp://x.org  | imgmill.public-url is an address such as https://images.example.com, not ftp://x.org
                    --server.address=0.0.0.0           | server.address=0.0.0.0 would open this server to the network, and there is no key yet
                    --imgmill.auth.admin-key=secret    | imgmill.auth.admin-key is "generate", or 20 to 200 letters, digits and
                    --imgmill.outbound.windw=4         | imgmill has no setting imgmill.outbound.windw (from "imgmill.outbound.windw" from property source "commandLineArgs"). Did you mean imgmill.outbound.window?
                    --imgmill.outbound.allow=10.0.0.0/x | imgmill.outbound.allow is of another form (10.0.0.0/x is not an address range), not "10.0.0.0/x"
                    --imgmill.transcode.libvips=/no.so  | imgmill.transcode.libvips is the file of a libvips 8.18; there is no file /no.so
                    --imgmill.compat.image-processor.recipe=half=1 | imgmill.compat.image-processor.recipe is fields such as scale=0.5,format=jpeg; "half=1" is none
                    --imgmill.compat.image-processor.recipe=scale=2 | imgmill.compat.image-processor.recipe is fields such as scale=0.5,format=jpeg; scale is
                    --imgmill.windw=4                  | Did you mean imgmill.outbound.window?
                    --imgmill.data-dri=x               | Did you mean imgmill.data-dir?
                    --imgmill.outbound.hosts[a.example].rat=1/s | imgmill has no setting imgmill.outbound.hosts[a.example].rat
                    --imgmill.limits.images-per-day=0  | imgmill.limits.images-per-day is 1 or more
                    --server.prot=9000                 | imgmill has no setting server.prot (from "server.prot" from property source "commandLineArgs"). Did you mean server.port?
                    --sever.port=9000                  | Did you mean server.port?
                    --spring.datasorce.url=jdbc:postgresql://x/y | Did you mean spring.datasource.url?
                    --sping.datasource.url=jdbc:postgresql://x/y | Did you mean spring.datasource.url?
                    --logging.levle.root=warn          | imgmill has no setting logging.levle.root
                    --server.port=http                 | server.port is a whole number, not "http"
                    --server.port=70000                | server.port is 0 (any free one) to 65535, not 70000
                    --server.address=192.0.2.1         | server.address=192.0.2.1 is no address of this machine
                    --spring.datasource.url=jdbc:mysql://x/y | spring.datasource.url=jdbc:mysql://x/y is no PostgreSQL
                    --imgmill.storage=/proc/imgmill    | imgmill.storage=/proc/imgmill: the folder /proc/imgmill cannot be written to
                    --spring.datasource.url=jdbc:postgresql://127.0.0.1:1/x?password=secret | The database of spring.datasource.url=jdbc:postgresql://127.0.0.1:1/x cannot be used
                    """)
    void aStartThatCannotSucceedSaysWhichSettingToCorrect(String setting, String explanation)
            throws IOException, InterruptedException {
        try (var server = ServerProcess.start(dataDirectory, setting)) {
            var said = server.saidUntil("(no such line)");
            assertThat(said).contains(explanation).doesNotContain("secret");
            assertThat(said.lines()).as("one line").hasSize(1);
            assertThat(said).startsWith("imgmill: ");
            assertThat(server.process().waitFor()).isEqualTo(1);
            assertThat(dataDirectory).as("nothing was begun").isEmptyDirectory();
        }
    }

    @Test
    void aPortThatIsTakenIsSaidBeforeAnythingIsBegun() throws IOException, InterruptedException {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var server =
                        ServerProcess.start(
                                dataDirectory, "--server.port=" + other.getLocalPort())) {
            assertThat(server.saidUntil("(no such line)"))
                    .isEqualTo(
                            "imgmill: server.port=%d is taken: another program listens on 127.0.0.1:%d. Stop that one, or choose another port, such as --port %d; 0 takes any free one.\n"
                                    .formatted(
                                            other.getLocalPort(),
                                            other.getLocalPort(),
                                            other.getLocalPort() + 1));
            assertThat(dataDirectory).isEmptyDirectory();
        }
    }

    @Test
    void settingsOfTheLibrariesAreKnownWhereverTheyComeFrom() throws IOException {
        var options =
                List.of(
                        "-Dlogging.level.org.springframework.web=warn",
                        "-Dmanagement.metrics.enable.jvm=false",
                        "org.imgmill.Imgmill");
        try (var server =
                ServerProcess.start(
                        options,
                        dataDirectory,
                        "--server.tomcat.max-connections=100",
                        "--spring.datasource.hikari.maximum-pool-size=5",
                        "--logging.level.org.imgmill=warn",
                        "--management.endpoint.health.group.mine.include=database",
                        "--server.servlet.encoding.mapping.fr=UTF-8")) {
            assertThat(server.address()).startsWith("http://localhost:");
        }
    }
}
