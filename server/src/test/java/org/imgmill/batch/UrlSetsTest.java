package org.imgmill.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Executors;
import org.imgmill.testing.Eventually;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class UrlSetsTest {

    private final UrlSets sets = new UrlSets();

    @Test
    void aSecondLargeSetWaitsForTheFirst() throws Exception {
        var first = sets.open();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var second = sets.open()) {
            fill(first, DistinctUrls.SMALL + 1);
            var filling = threads.submit(() -> fill(second, 3 * DistinctUrls.SMALL));
            Eventually.until("the second large set waits", () -> sets.largeOnes.hasQueuedThreads());
            assertThat(second.size()).isEqualTo(DistinctUrls.SMALL);

            first.close();

            filling.get();
            assertThat(second.size()).isEqualTo(3 * DistinctUrls.SMALL);
        }
        assertThat(sets.largeOnes.availablePermits()).isEqualTo(1);
    }

    @Test
    void smallSetsWaitForNobody() {
        try (var large = sets.open();
                var small = sets.open()) {
            fill(large, DistinctUrls.SMALL + 1);

            fill(small, DistinctUrls.SMALL);

            assertThat(small.size()).isEqualTo(DistinctUrls.SMALL);
        }
    }

    private static void fill(DistinctUrls set, int urls) {
        for (int i = 0; i < urls; i++) {
            assertThat(set.use("http://a.test/" + i)).isEqualTo(-1 - i);
        }
    }
}
