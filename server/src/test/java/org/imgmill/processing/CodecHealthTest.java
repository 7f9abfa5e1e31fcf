package org.imgmill.processing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.imgmill.transcode.TranscodeLimits;
import org.imgmill.transcode.Transcoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Health;

class CodecHealthTest {

    @TempDir Path folder;

    @Test
    void theCodecIsReadyOnceItIsWarm() {
        var cold = new CountDownLatch(1);
        var pool = pool(() -> await(cold));
        var health = new CodecHealth(pool);
        assertThat(health.health()).isEqualTo(Health.down().build());

        cold.countDown();
        pool.awaitWarm();

        assertThat(health.health()).isEqualTo(Health.up().build());
        pool.destroy();
    }

    @Test
    void aCodecThatCannotBeWarmedUpIsNeverReady() {
        var pool =
                pool(
                        () -> {
                            throw new IllegalStateException("broken");
                        });
        assertThatThrownBy(pool::awaitWarm).hasMessageContaining("the codec cannot");

        assertThat(new CodecHealth(pool).health()).isEqualTo(Health.down().build());
        pool.destroy();
    }

    private CodecPool pool(Runnable warmUp) {
        var transcoder = Transcoder.start(TranscodeLimits.DEFAULT.withDirectory(folder));
        return new CodecPool(transcoder, 1, new SimpleMeterRegistry(), warmUp);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
