package org.imgmill.processing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.imgmill.testing.Eventually;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class InFlightTest {

    private static final int MOST = 120;

    private final InFlight inFlight = new InFlight(MOST);
    private final RunningLanes.Owner owner = new RunningLanes.Owner(UUID.randomUUID());

    @Test
    void aBatchAloneHasHalfAndTwoHaveAThirdEachWhoeverCameFirst() {
        var first = UUID.randomUUID();
        var second = UUID.randomUUID();
        assertThat(fill(first, owner)).isEqualTo(MOST / 2);
        assertThat(fill(second, other())).isEqualTo(MOST / 4);

        for (int left = 0; left < MOST / 4; left++) {
            inFlight.leave(first);
            fill(second, other());
        }
        assertThat(inFlight.of(second)).isGreaterThan(inFlight.of(first));
    }

    @Test
    void howeverManyBatchesAKeyHasAnotherKeyFindsRoom() {
        int taken = 0;
        for (int batch = 0; batch < 50; batch++) {
            taken += fill(UUID.randomUUID(), owner);
        }

        assertThat(taken).isLessThanOrEqualTo(MOST * 7 / 8);
        assertThat(fill(UUID.randomUUID(), other())).isGreaterThanOrEqualTo(MOST / 16);
    }

    @Test
    void howeverManyBatchesAKeyHasAnotherOneOfItFindsRoom() {
        var many = new InFlight(4096);
        for (int batch = 0; batch < 50; batch++) {
            fill(many, UUID.randomUUID(), owner);
        }

        assertThat(fill(many, UUID.randomUUID(), owner)).isEqualTo(8);
    }

    @Test
    void theBatchesOfAKeyShareWhatItMayHave() {
        var hangs = UUID.randomUUID();
        fill(hangs, owner);
        var others = Stream.generate(UUID::randomUUID).limit(5).toList();

        for (int left = 0; left < MOST / 2; left++) {
            inFlight.leave(hangs);
            others.forEach(batch -> fill(batch, owner));
            fill(hangs, owner);
        }

        assertThat(others).allMatch(batch -> inFlight.of(batch) >= inFlight.of(hangs) - 1);
    }

    @Test
    void whoWaitsIsServedWhenSomebodyLeaves() {
        var batch = UUID.randomUUID();
        fill(batch, owner);
        var waiting = CompletableFuture.supplyAsync(() -> enter(batch, Duration.ofMinutes(1)));
        Eventually.until("the batch is exhausted", () -> !inFlight.exhausted().isEmpty());
        assertThat(inFlight.exhausted()).containsExactly(batch);

        inFlight.leave(batch);

        assertThat(waiting.join()).isTrue();
        assertThat(inFlight.exhausted()).isEmpty();
        assertThat(inFlight.of(batch)).isEqualTo(MOST / 2);
    }

    @Test
    void whoIsTiredOfWaitingTakesNothing() {
        var batch = UUID.randomUUID();
        fill(batch, owner);

        assertThat(enter(batch, Duration.ofMillis(1))).isFalse();

        assertThat(inFlight.exhausted()).isEmpty();
        assertThat(inFlight.of(batch)).isEqualTo(MOST / 2);
    }

    private boolean enter(UUID batch, Duration patience) {
        try {
            return inFlight.enter(batch, owner, patience);
        } catch (InterruptedException e) {
            throw new CompletionException(e);
        }
    }

    private int fill(UUID batch, RunningLanes.Owner whose) {
        return fill(inFlight, batch, whose);
    }

    private static int fill(InFlight inFlight, UUID batch, RunningLanes.Owner whose) {
        int entered = 0;
        while (inFlight.tryEnter(batch, whose)) {
            entered++;
        }
        return entered;
    }

    private static RunningLanes.Owner other() {
        return new RunningLanes.Owner(new UUID(0, 1));
    }
}
