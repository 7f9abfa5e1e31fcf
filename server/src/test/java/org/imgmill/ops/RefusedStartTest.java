package org.imgmill.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
                    --spring.datasource.url=jdbc:postgresql://127.0.0.1:1/x?password=secret | The database of spring.datasource.url=jdbc:postgresql://127.0.0.1:1/x cannot be used
                    """)
    void aStartThatCannotSucceedSaysWhichSettingToCorrect(String setting, String explanation)
            throws IOException, InterruptedException {
        try (var server = ServerProcess.start(dataDirectory, setting)) {
            assertThat(server.saidUntil("(no such line)"))
                    .contains(explanation)
                    .doesNotContain("\tat ", "UnsatisfiedDependency")
                    .doesNotContain("secret");
            assertThat(server.process().waitFor()).isEqualTo(1);
        }
    }
}
