package org.imgmill.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Backoff WAITS = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(1));

    @RepeatedTest(20)
    void waitsGrowFourfoldWithAQuarterOfChance() {
        assertThat(WAITS.after(1).toMillis()).isBetween(1_500L, 2_500L);
        assertThat(WAITS.after(2).toMillis()).isBetween(6_000L, 10_000L);
        assertThat(WAITS.after(3).toMillis()).isBetween(24_000L, 40_000L);
    }

    @Test
    void noWaitIsMuchLongerThanTheLongestHoweverOftenItFailed() {
        assertThat(WAITS.after(4).toMillis()).isBetween(45_000L, 75_000L);
        assertThat(WAITS.after(1_000).toMillis()).isBetween(45_000L, 75_000L);
    }

    @Test
    void manyDoNotComeBackAtOnce() {
        var first = WAITS.after(3);

        assertThat(IntStream.range(0, 50).mapToObj(n -> WAITS.after(3)))
                .anyMatch(wait -> !wait.equals(first));
    }
}
