package org.imgmill.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class CollectorAwayTest {

    @Test
    void aCollectorThatIsAwayHoldsUpNothingAndIsNamedOnce(CapturedOutput log) {
        var collector = "http://127.0.0.1:1/v1/traces";
        try (var origin = Origin.start().serve("/mug.jpg", Pictures.jpeg(120, 90));
                var server =
                        Server.start(
                                "--imgmill.tracing.endpoint=" + collector,
                                "--imgmill.tracing.sample=1")) {
            for (int i = 0; i < 3; i++) {
                var batch =
                        server.run(
                                "S. No.,Product Name,Input Image Urls\n1,Mug,"
                                        + origin.url("/mug.jpg"));
                assertThat(batch.get("status").asString()).isEqualTo("completed");
            }
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> log.getOut().contains(collector + " takes no traces"));
        }
        assertThat(log.getOut()).containsOnlyOnce("takes no traces").doesNotContain("\tat ");
    }
}
