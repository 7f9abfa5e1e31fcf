package org.imgmill.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import org.imgmill.batch.BatchStatus;
import org.junit.jupiter.api.Test;

class OlderFaceTest {

    @Test
    void mostOlderFacesKnowFourStatuses() {
        assertThat(words("image-processing-api"))
                .containsExactly(
                        "pending",
                        "processing",
                        "processing",
                        "completed",
                        "completed",
                        "failed",
                        "failed");
    }

    @Test
    void twoOlderFacesKnowOnlyProcessingAndCompletedWhereverTheyAreReached() {
        for (var face :
                new String[] {
                    "async-image-processing",
                    "compat/async-image-processing",
                    "image-processing-system"
                }) {
            assertThat(words(face))
                    .containsExactly(
                            "processing",
                            "processing",
                            "processing",
                            "completed",
                            "completed",
                            "completed",
                            "completed");
        }
    }

    @Test
    void linksOfAFaceUnderCompatStayUnderIt() {
        assertThat(new OlderFace("compat/image-processor").prefix())
                .isEqualTo("/compat/image-processor");
        assertThat(new OlderFace("image-processor").prefix()).isEmpty();
    }

    @Test
    void timesHaveSixFractionalDigitsAndNoZone() {
        assertThat(OlderFace.time(Instant.parse("2023-01-15T14:30:12.123456789Z")))
                .isEqualTo("2023-01-15T14:30:12.123456");
        assertThat(OlderFace.time(Instant.parse("2023-01-15T14:30:12Z")))
                .isEqualTo("2023-01-15T14:30:12.000000");
        assertThat(OlderFace.time(null)).isEmpty();
    }

    private static String[] words(String face) {
        return Arrays.stream(BatchStatus.values())
                .map(new OlderFace(face)::status)
                .toArray(String[]::new);
    }
}
