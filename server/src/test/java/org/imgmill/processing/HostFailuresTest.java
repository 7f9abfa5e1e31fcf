package org.imgmill.processing;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class HostFailuresTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private long now;
    private final HostFailures failures = new HostFailures(2, meters, () -> now);

    @Test
    void aHostThatKeepsFailingGetsASeriesAndTheOthersShareOne() {
        fail("cdn.example", 7);
        fail("typo.example", 1);

        assertThat(series()).isEqualTo(Map.of("cdn.example", 3.0, "other", 5.0));
    }

    @Test
    void aFloodOfNamesMakesNoFurtherSeriesAndHidesNoHostThatFailsMore() {
        fail("cdn.example", 100);
        for (int i = 0; i < 100_000; i++) {
            fail("n" + i + ".flood.example", 1);
            if (i % 100 == 0) {
                fail("shop.example", 1);
            }
        }

        assertThat(series()).containsOnlyKeys("cdn.example", "shop.example", "other");
        assertThat(series().values().stream().mapToDouble(count -> count).sum())
                .as("every failure is counted once")
                .isEqualTo(100 + 100_000 + 1000);
    }

    @Test
    void aHostThatFailsMoreThanTwiceAsOftenTakesASeriesOver() {
        fail("a.example", 10);
        fail("b.example", 20);
        fail("c.example", 20);
        assertThat(series()).containsOnlyKeys("a.example", "b.example", "other");

        fail("c.example", 1);

        assertThat(series()).containsOnlyKeys("b.example", "c.example", "other");
    }

    @Test
    void whatFailedLongAgoCountsLess() {
        fail("a.example", 100);
        fail("b.example", 100);
        now += Duration.ofHours(3).toNanos();

        fail("c.example", 6);

        assertThat(series()).containsKey("c.example").hasSize(3);
    }

    @Test
    void aTextThatIsNoAddressIsNoHost() {
        fail("", 10);

        assertThat(series()).isEqualTo(Map.of("other", 0.0));
    }

    @Test
    void noHostIsNamedWhereNoneMayBe() {
        var none = new HostFailures(0, meters, () -> now);
        for (int i = 0; i < 10; i++) {
            none.failed("cdn.example");
        }

        assertThat(series()).isEqualTo(Map.of("other", 10.0));
    }

    private void fail(String host, int times) {
        for (int i = 0; i < times; i++) {
            failures.failed(host);
        }
    }

    private Map<String, Double> series() {
        return meters.find("imgmill.host.failures").counters().stream()
                .collect(
                        Collectors.toMap(
                                counter -> String.valueOf(counter.getId().getTag("host")),
                                Counter::count));
    }
}
