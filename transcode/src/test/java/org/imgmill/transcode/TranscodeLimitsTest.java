package org.imgmill.transcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TranscodeLimitsTest {

    private static final TranscodeLimits LIMITS = TranscodeLimits.DEFAULT;

    @Test
    void theDefaultsAreThoseInTheDocumentation() {
        assertThat(LIMITS.maxPixels()).isEqualTo(100_000_000);
        assertThat(LIMITS.maxLayeredPixels()).isEqualTo(50_000_000);
        assertThat(LIMITS.maxFrames()).isEqualTo(500);
        assertThat(LIMITS.maxScans()).isEqualTo(100);
        assertThat(LIMITS.deadline()).isEqualTo(Duration.ofSeconds(30));
        assertThat(LIMITS.workers()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(LIMITS.childBytes()).isEqualTo(1L << 30);
        assertThat(LIMITS.maxOutputBytes()).isEqualTo(256 << 20);
        assertThat(LIMITS.libvips()).isNull();
        assertThat(LIMITS.directory()).isNull();
    }

    @Test
    void aLimitThatLetsNothingThroughIsRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LIMITS.withMaxPixels(0))
                .withMessageContaining("max-pixels");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LIMITS.withDeadline(Duration.ZERO))
                .withMessageContaining("deadline");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LIMITS.withWorkers(0))
                .withMessageContaining("workers");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LIMITS.withChildBytes(1 << 20))
                .withMessageContaining("256 MB");
    }
}
