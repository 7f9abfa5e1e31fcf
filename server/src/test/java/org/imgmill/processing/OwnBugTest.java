package org.imgmill.processing;

import static org.assertj.core.api.Assertions.assertThat;

import org.imgmill.batch.Outcome;
import org.imgmill.testing.Server;
import org.imgmill.transcode.ImageFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import tools.jackson.databind.JsonNode;

/// Images over which our own code breaks.
@Timeout(60)
class OwnBugTest {

    private static final int TRIES = 4;

    /// Named as a source, and no configuration that a scan would find.
    static class Buggy {

        @Bean
        @Primary
        ImageTry breaking() {
            return (turn, due, _, _) -> {
                if (due.url().endsWith("exception")) {
                    throw new IllegalStateException("made by the test");
                }
                if (due.url().endsWith("error")) {
                    throw new StackOverflowError("made by the test");
                }
                return new Outcome.Stored(
                        turn.batch(), due.id(), ImageFormat.JPEG, 4, 3, 900, 300, null, null, 2);
            };
        }
    }

    @Test
    void anImageThatTripsABugOfOursFailsAfterTheOrdinaryTriesAndItsBatchEnds() {
        try (var server = Server.start(Buggy.class)) {
            var batch =
                    server.run(
                            """
                            S. No.,Product Name,Input Image Urls
                            1,Mug,http://shop.example/exception
                            2,Mug,http://shop.example/error
                            3,Mug,http://shop.example/fine
                            """);

            assertThat(batch.get("status").asString()).isEqualTo("completed_with_errors");
            assertThat(batch.at("/counts/stored").asInt()).isEqualTo(1);
            var images = Server.json(server.get(batch.at("/links/images").asString()).body());
            for (var image : images.get("data")) {
                if (!image.get("url").asString().endsWith("fine")) {
                    assertFailedByUs(image);
                }
            }
        }
    }

    private static void assertFailedByUs(JsonNode image) {
        assertThat(image.get("status").asString()).isEqualTo("failed");
        assertThat(image.get("code").asString()).isEqualTo("internal");
        assertThat(image.get("attempts").asInt()).isEqualTo(TRIES);
    }
}
