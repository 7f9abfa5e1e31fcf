package org.imgmill.processing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InTurnsTest {

    @Test
    void aFewPicturesOfOneBatchDoNotWaitForManyOfAnother() {
        var turns = new InTurns();
        var done = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            turns.add("large", () -> done.add("large"));
        }
        turns.add("small", () -> done.add("small"));
        turns.add("small", () -> done.add("small"));

        for (int i = 0; i < 7; i++) {
            turns.next().run();
        }

        assertThat(done)
                .isEqualTo(List.of("large", "small", "large", "small", "large", "large", "large"));
    }
}
