package org.imgmill.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.TraceId;
import java.util.HashSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.imgmill.batch.ImageId;
import org.junit.jupiter.api.Test;

class TraceIdsTest {

    private static final UUID BATCH = UUID.fromString("01a1fbbd-3e83-78ab-a8ec-d0f8afa07127");

    @Test
    void aBatchsTraceHasTheBatchsId() {
        assertThat(TraceIds.batch(BATCH).getTraceId())
                .isEqualTo("01a1fbbd3e8378aba8ecd0f8afa07127");
        assertThat(TraceIds.batch(BATCH)).isEqualTo(TraceIds.batch(BATCH));
        assertThat(TraceIds.batch(BATCH).isValid()).isTrue();
    }

    @Test
    void noTwoImagesShareATrace() {
        var seen = new HashSet<String>();
        for (int lane = 0; lane < 100; lane++) {
            for (int number = 0; number < 1000; number++) {
                var id = trace(new ImageId(lane, number));
                assertThat(TraceId.isValid(id)).isTrue();
                assertThat(seen.add(id)).isTrue();
            }
        }
    }

    @Test
    void theShareThatIsSampledIsTheShareAskedFor() {
        assertThat(sampled(0)).isZero();
        assertThat(sampled(0.01)).isBetween(900L, 1100L);
        assertThat(sampled(0.5)).isBetween(49_500L, 50_500L);
        assertThat(sampled(1)).isEqualTo(100_000);
    }

    private static String trace(ImageId image) {
        return TraceIds.image(BATCH, image, "00f067aa0ba902b7").getTraceId();
    }

    /// Of a hundred thousand.
    private static long sampled(double share) {
        return IntStream.range(0, 100_000)
                .filter(number -> TraceIds.isSampled(BATCH, new ImageId(7, number), share))
                .count();
    }
}
