package org.imgmill.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FairQueueTest {

    private final FairQueue<String> queue = new FairQueue<>(16);

    @Test
    void placesAreSharedByOwnersAndThenByBatches() {
        add("a", "1", 20);
        add("a", "2", 20);
        add("b", "3", 20);

        var taken = takeAll();

        assertThat(taken).hasSize(16);
        assertThat(taken).filteredOn(t -> t.asker().owner().equals("a")).hasSize(8);
        assertThat(taken).filteredOn(t -> t.asker().batch().equals("1")).hasSize(4);
        assertThat(taken).filteredOn(t -> t.asker().batch().equals("2")).hasSize(4);
    }

    @Test
    void nobodyHasSoManyThatANewcomerFindsNone() {
        add("a", "1", 100);
        assertThat(takeAll()).hasSize(12);
        add("a", "2", 100);
        assertThat(takeAll()).hasSize(2);

        add("b", "3", 1);

        assertThat(Objects.requireNonNull(queue.take()).asker()).isEqualTo(new Asker("b", "3"));
        assertThat(queue.take()).isNull();
    }

    @Test
    void whoComesFirstIsServedFirstWithinABatch() {
        add("a", "1", 3);

        assertThat(takeAll()).extracting(FairQueue.Taken::who).containsExactly("0", "1", "2");
    }

    @Test
    void aPlaceThatIsFreeGoesToWhoeverHasTheFewest() {
        add("a", "1", 100);
        var first = takeAll().getFirst();
        add("b", "2", 2);
        takeAll();

        queue.free(first.asker());

        assertThat(Objects.requireNonNull(queue.take()).asker().owner()).isEqualTo("a");
        assertThatThrownBy(() -> queue.free(new Asker("nobody", "")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whoNoLongerWaitsIsNotServed() {
        add("a", "1", 2);

        queue.remove(new Asker("a", "1"), "0");
        queue.remove(new Asker("a", "1"), "0");
        queue.remove(new Asker("b", "1"), "0");

        assertThat(takeAll()).extracting(FairQueue.Taken::who).containsExactly("1");
    }

    private void add(String owner, String batch, int count) {
        for (int i = 0; i < count; i++) {
            queue.add(new Asker(owner, batch), Integer.toString(i));
        }
    }

    private List<FairQueue.Taken<String>> takeAll() {
        var all = new ArrayList<FairQueue.Taken<String>>();
        for (var next = queue.take(); next != null; next = queue.take()) {
            all.add(next);
        }
        return all;
    }
}
