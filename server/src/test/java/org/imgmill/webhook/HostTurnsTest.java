package org.imgmill.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HostTurnsTest {

    private static final String HOST = "hooks.example";
    private static final int PATIENCE = 3;
    private static final Duration REST = Duration.ofSeconds(60);

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1000);
    private final HostTurns turns = new HostTurns(2, PATIENCE, REST.toNanos(), clock::get);

    @Test
    void whoFindsAllTurnsTakenIsParkedAndHandedOutInOrder() {
        var parked = List.of(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
        take(2);
        parked.forEach(delivery -> assertThat(turns.takeOrPark(HOST, delivery)).isFalse());
        assertThat(turns.takeOrPark("others.example", UUID.randomUUID())).isTrue();

        assertThat(turns.next(HOST)).as("none was given back").isEmpty();
        turns.giveBack(HOST, true);
        assertThat(turns.next(HOST)).isEqualTo(parked.subList(0, 1));
        turns.giveBack(HOST, true);
        assertThat(turns.next(HOST)).isEqualTo(parked.subList(1, 3));
    }

    @Test
    void aHostThatAnswersNobodyRestsAndIsAskedAgainAfterwards() {
        for (int i = 1; i < PATIENCE; i++) {
            take(1);
            assertThat(turns.giveBack(HOST, false)).isFalse();
        }
        take(1);
        assertThat(turns.giveBack(HOST, false)).as("rests from now on").isTrue();

        var delivery = UUID.randomUUID();
        assertThat(turns.takeOrPark(HOST, delivery)).isFalse();
        assertThat(turns.next(HOST)).isEmpty();

        clock.addAndGet(REST.toNanos());
        assertThat(turns.next(HOST)).containsExactly(delivery);
        assertThat(turns.takeOrPark(HOST, delivery)).isTrue();
    }

    @Test
    void anAnswerOfAnyKindEndsTheRow() {
        for (int round = 0; round < 2; round++) {
            for (int i = 1; i < PATIENCE; i++) {
                take(1);
                assertThat(turns.giveBack(HOST, false)).isFalse();
            }
            take(1);
            assertThat(turns.giveBack(HOST, true)).isFalse();
        }
    }

    private void take(int count) {
        for (int i = 0; i < count; i++) {
            assertThat(turns.takeOrPark(HOST, UUID.randomUUID())).isTrue();
        }
    }
}
