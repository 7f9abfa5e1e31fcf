package org.imgmill.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LatestAnswerTest {

    private static final Duration LONG = Duration.ofMinutes(10);

    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch hanging = new CountDownLatch(1);

    @Test
    void aFreshAnswerIsGivenAgainWithoutAsking() {
        var latest = new LatestAnswer<>(asked::incrementAndGet, LONG, LONG, -1);

        assertThat(latest.get()).isEqualTo(1);
        assertThat(latest.get()).isEqualTo(1);
    }

    @Test
    void anOldAnswerIsAskedForAgain() {
        var latest = new LatestAnswer<>(asked::incrementAndGet, Duration.ZERO, LONG, -1);

        assertThat(latest.get()).isEqualTo(1);
        assertThat(latest.get()).isEqualTo(2);
    }

    @Test
    void aQuestionThatHangsIsAskedOnceHoweverManyWantToKnowAndAnswersWhenItGoesOn() {
        var latest = new LatestAnswer<>(this::hang, LONG, Duration.ofMillis(10), -1);

        for (int i = 0; i < 50; i++) {
            assertThat(latest.get()).isEqualTo(-1);
        }
        hanging.countDown();

        await().until(() -> latest.get() == 1);
    }

    private int hang() {
        try {
            hanging.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return asked.incrementAndGet();
    }
}
