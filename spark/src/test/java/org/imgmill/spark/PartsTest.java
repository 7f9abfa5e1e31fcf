package org.imgmill.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PartsTest {

    private final Parts parts =
            new Parts(
                    List.of(
                            new PlanImages.LargeHost("huge", 1_000_000),
                            new PlanImages.LargeHost("large", 25_000)),
                    70_000,
                    20_000,
                    4,
                    2);

    @Test
    void aLargeHostHasPartsOfItsOwnFourAtMostAndTheLargestComesFirst() {
        assertThat(partsOf("huge")).isEqualTo(Set.of(0, 1, 2, 3));
        assertThat(partsOf("large")).isEqualTo(Set.of(4, 5));
        assertThat(parts.numPartitions()).isEqualTo(6 + 4);
    }

    @Test
    void anyOtherHostIsInOnePartWhichNoLargeHostHas() {
        for (int i = 0; i < 500; i++) {
            var of = partsOf("shop-" + i + ".example");
            assertThat(of).hasSize(1);
            assertThat(of.iterator().next()).isBetween(6, 9);
        }
    }

    @Test
    void smallHostsAreSpreadEvenly() {
        Map<Integer, Integer> hosts = new HashMap<>();
        for (int i = 0; i < 4000; i++) {
            hosts.merge(partsOf("shop-" + i + ".example").iterator().next(), 1, Integer::sum);
        }
        assertThat(hosts.values()).allSatisfy(count -> assertThat(count).isBetween(800, 1200));
    }

    private Set<Integer> partsOf(String host) {
        var found = new HashSet<Integer>();
        for (int i = 0; i < 200; i++) {
            found.add(
                    parts.slot(new PlannedImage("%08x".formatted(i * 7919), "url", host, null))
                            .part());
        }
        return found;
    }
}
