package org.imgmill.api.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.imgmill.attempt.FailureCode;
import org.imgmill.processing.SampleImages.Failed;
import org.imgmill.processing.SampleImages.Measured;
import org.imgmill.processing.SampleImages.Seen;
import org.imgmill.processing.SampleImages.Unanswered;
import org.imgmill.processing.SampleImages.Unmeasured;
import org.junit.jupiter.api.Test;

/// What a sample says of a whole catalogue.
class EstimateTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private static Strata strata(int large, int... small) {
        var strata = new Strata();
        for (int i = 0; i < large; i++) {
            strata.add("large", "https://large/" + i);
        }
        for (int host = 0; host < small.length; host++) {
            for (int i = 0; i < small[host]; i++) {
                strata.add("small-" + host, "https://small-" + host + "/" + i);
            }
        }
        return strata;
    }

    @Test
    void everyHostIsTriedAndTheLargeOnesMost() {
        var sample = strata(10_000, 5, 4, 1).sample(24);

        assertThat(sample).extracting(Strata.Stratum::images).containsExactly(10_000L, 5L, 4L, 1L);
        assertThat(sample).extracting(host -> host.urls().size()).containsExactly(21, 1, 1, 1);
        assertThat(strata(10_000, 5, 4, 1).sample(24)).isEqualTo(sample);
        assertThat(strata(30, IntStream.range(0, 50).map(_ -> 2).toArray()).sample(24))
                .hasSize(51)
                .filteredOn(host -> !host.urls().isEmpty())
                .hasSize(24);
    }

    @Test
    void anUrlThatStandsManyTimesIsTriedOnce() {
        var strata = new Strata();
        for (int i = 0; i < 100; i++) {
            strata.add("a", "https://a/" + i % 2);
        }
        assertThat(strata.sample(24).getFirst().urls()).hasSize(2);
        assertThat(strata.sample(24).getFirst().images()).isEqualTo(100);
    }

    @Test
    void allThatWasTriedLeavesNoDoubt() {
        var all = new Total.Host(3, List.of(10.0, 20.0, 60.0));
        assertThat(Total.of(List.of(all))).isEqualTo(new Total.Interval(90, 90, 90));
        assertThat(Total.of(List.of(new Total.Host(9, List.of()))).estimate()).isZero();
    }

    @Test
    void theTruthLiesWithinTheIntervalAsOftenAsItSays() {
        var dice = new Random(7);
        int within = 0;
        for (int round = 0; round < 500; round++) {
            double truth = 0;
            var hosts = new ArrayList<Total.Host>();
            for (int host = 0; host < 3; host++) {
                double usual = 50 + 100 * dice.nextDouble();
                var values = new ArrayList<Double>();
                for (int i = 0; i < 400; i++) {
                    values.add(usual * (0.5 + dice.nextDouble()));
                }
                truth += values.stream().mapToDouble(Double::doubleValue).sum();
                Collections.shuffle(values, dice);
                hosts.add(new Total.Host(400, values.subList(0, 8)));
            }
            var interval = Total.of(hosts);
            within += interval.low() <= truth && truth <= interval.high() ? 1 : 0;
        }
        assertThat(within).isBetween(460, 495);
    }

    @Test
    void hostsOfWhichNothingCameAreNamed() {
        var made = new Measured(100, 40, SECOND, SECOND);
        var estimate =
                Estimate.of(
                        List.of(
                                host("good", 10, made, new Measured(100, 60, SECOND, SECOND)),
                                host("gone", 5, new Failed(FailureCode.DNS, "no such host")),
                                host("silent", 7, new Unanswered()),
                                host("late", 3, new Unmeasured()),
                                host("odd", 2, new Failed(FailureCode.NOT_AN_IMAGE, "a page"))),
                        8,
                        2);

        assertThat(estimate.deadHosts())
                .extracting(Estimate.DeadHost::host, Estimate.DeadHost::code)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("silent", "timeout"),
                        org.assertj.core.groups.Tuple.tuple("gone", "dns"));
        assertThat(estimate.tried()).isEqualTo(6);
        assertThat(estimate.measured()).isEqualTo(2);
        assertThat(estimate.failed()).isEqualTo(3);
        var saved = Objects.requireNonNull(estimate.bytesSaved());
        assertThat(saved.estimate()).isBetween(500L, 700L);
        assertThat(saved.low()).isLessThan(saved.estimate());
    }

    @Test
    void nothingIsSaidOfWhatWasNotSeen() {
        var estimate = Estimate.of(List.of(host("silent", 7, new Unanswered())), 8, 2);

        assertThat(estimate.bytesIn()).isNull();
        assertThat(estimate.seconds()).isNull();
        assertThat(Estimate.of(List.of(), 8, 2).tried()).isZero();
    }

    private static Estimate.Host host(String name, long images, Seen... seen) {
        return new Estimate.Host(name, images, images, List.of(seen));
    }
}
