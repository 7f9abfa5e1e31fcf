package org.imgmill.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class HostQueuesTest {

    private static final Duration NOW = Duration.ZERO;
    private static final Duration LONG = Duration.ofHours(1);

    private int number;

    @Test
    void aHostHasNoMoreInFlightThanItsWindowAndOthersGoOn() {
        var queues = new HostQueues(2, 100);
        add(queues, "large", 5);
        add(queues, "small", 1);

        assertThat(hosts(startAll(queues))).containsExactlyInAnyOrder("large", "large", "small");
        assertThat(queues.waiting()).isEqualTo(3);
    }

    @Test
    void aPartHasNoMoreInFlightThanItMayAndGoesOnWhenOneComesBack() {
        var queues = new HostQueues(8, 3);
        add(queues, "a", 4);
        var started = startAll(queues);
        assertThat(started).hasSize(3);

        comeBack(queues, started.getFirst());

        assertThat(startAll(queues)).hasSize(1);
        assertThat(startAll(queues)).isEmpty();
    }

    @Test
    void anImageThatIsTriedAgainHasUsedUpATryAndOneThatWaitsForItsHostHasNot() {
        var queues = new HostQueues(1, 1);
        add(queues, "a", 1);
        var first = queues.next().orElseThrow();
        queues.cameBack(first);
        queues.again(first, NOW);
        queues.forgetIfIdle(first);

        var second = queues.next().orElseThrow();
        assertThat(second.tried().attempts()).isEqualTo(1);
        queues.cameBack(second);
        queues.later(second, Duration.ofNanos(1));

        var third = untilNext(queues);
        assertThat(third.tried().attempts()).isEqualTo(1);
        assertThat(third.tried().throttled()).isPositive();
    }

    @Test
    void aHostThatRestsIsNotAskedForItsOtherImagesEither() {
        var queues = new HostQueues(1, 10);
        add(queues, "busy", 3);
        add(queues, "idle", 1);
        var started = startAll(queues);
        var busy = started.stream().filter(t -> t.image().host().equals("busy")).findFirst();
        queues.cameBack(busy.orElseThrow());
        queues.later(busy.orElseThrow(), LONG);
        queues.forgetIfIdle(busy.orElseThrow());

        assertThat(queues.next()).isEmpty();
        assertThat(queues.isEmpty()).isFalse();
        assertThat(Duration.ofNanos(queues.nanosToNext())).isGreaterThan(Duration.ofMinutes(59));
    }

    @Test
    void aHostThatFailedTwentyTimesInARowRestsAndOneThatAnsweredBetweenDoesNot() {
        var queues = new HostQueues(1, 1);
        add(queues, "a", 60);
        for (int i = 0; i < 39; i++) {
            var image = queues.next().orElseThrow();
            queues.cameBack(image);
            if (i == 19) {
                queues.answered(image);
            } else {
                queues.failed(image);
            }
        }
        var last = queues.next().orElseThrow();
        queues.cameBack(last);
        queues.failed(last);

        assertThat(queues.next()).isEmpty();
    }

    @Test
    void aHostThatHasNothingLeftIsForgottenUnlessItsFailuresCount() {
        var queues = new HostQueues(1, 1);
        add(queues, "a", 1);
        var image = queues.next().orElseThrow();
        comeBack(queues, image);

        add(queues, "a", 1);

        assertThat(queues.next().orElseThrow().host()).isNotSameAs(image.host());
    }

    private void add(HostQueues queues, String host, int images) {
        for (int i = 0; i < images; i++) {
            queues.add(
                    new PlannedImage(
                            "key" + number++, "http://" + host + "/" + number, host, null));
        }
    }

    private static List<HostQueues.Try> startAll(HostQueues queues) {
        var started = new ArrayList<HostQueues.Try>();
        for (var next = queues.next(); next.isPresent(); next = queues.next()) {
            started.add(next.get());
        }
        return started;
    }

    private static HostQueues.Try untilNext(HostQueues queues) {
        return Awaitility.await("an image that is due")
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .atMost(Duration.ofMinutes(1))
                .until(queues::next, Optional::isPresent)
                .orElseThrow();
    }

    private static void comeBack(HostQueues queues, HostQueues.Try image) {
        queues.cameBack(image);
        queues.answered(image);
        queues.forgetIfIdle(image);
    }

    private static List<String> hosts(List<HostQueues.Try> tries) {
        return tries.stream().map(started -> started.image().host()).toList();
    }
}
