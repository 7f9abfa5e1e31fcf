package org.imgmill.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import org.imgmill.batch.BatchStatus;
import org.imgmill.batch.Face;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OlderBodyTest {

    /// In the order of BatchStatus: pending, processing, paused, completed, with errors, failed,
    /// cancelled.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    v1                           | pending processing processing completed completed failed failed
                    image-processing-api         | pending processing processing completed completed failed failed
                    compat/image-processing-api  | pending processing processing completed completed failed failed
                    async-image-processor        | pending processing processing completed completed failed failed
                    image-processor              | pending processing processing completed completed failed failed
                    compat/image-processor       | Processing Processing Processing Completed Completed Completed Completed
                    compat/async-image-processor | pending pending pending Completed Completed_with_Errors Failed Failed
                    """)
    void aFaceUnderCompatSpeaksItsServersWordsAndTheRootThoseOfTheUnion(String face, String said) {
        assertThat(words(face))
                .containsExactly(
                        Arrays.stream(said.split(" ", -1))
                                .map(word -> word.replace('_', ' '))
                                .toArray(String[]::new));
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
        assertThat(Face.of("compat/image-processor").prefix()).isEqualTo("/compat/image-processor");
        assertThat(Face.of("image-processor").prefix()).isEmpty();
    }

    @Test
    void timesHaveSixFractionalDigitsAndNoZone() {
        assertThat(OlderBody.time(Instant.parse("2023-01-15T14:30:12.123456789Z")))
                .isEqualTo("2023-01-15T14:30:12.123456");
        assertThat(OlderBody.time(Instant.parse("2023-01-15T14:30:12Z")))
                .isEqualTo("2023-01-15T14:30:12.000000");
        assertThat(OlderBody.time(null)).isEmpty();
    }

    private static String[] words(String face) {
        return Arrays.stream(BatchStatus.values())
                .map(Face.of(face)::status)
                .toArray(String[]::new);
    }
}
