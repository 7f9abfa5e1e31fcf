package org.imgmill.api.intake;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.imgmill.attempt.FailureCode;
import org.imgmill.processing.SampleImages.Failed;
import org.imgmill.processing.SampleImages.Measured;
import org.imgmill.processing.SampleImages.Seen;
import org.imgmill.processing.SampleImages.Unanswered;
import org.imgmill.processing.SampleImages.Unmeasured;
import org.jspecify.annotations.Nullable;

/// What a batch would come to, from some of its images; each amount with its 95 % confidence
/// interval.
///
/// @param tried images
/// @param measured those of them that were fetched and made smaller
/// @param failed those of them that did not come or are no images
/// @param bytesIn of the images that would be stored; null: nothing was measured
/// @param seconds on this node, if it had nothing else to do
/// @param deadHosts of which nothing came
public record Estimate(
        int tried,
        int measured,
        int failed,
        @Nullable Amount bytesIn,
        @Nullable Amount bytesOut,
        @Nullable Amount bytesSaved,
        @Nullable Amount seconds,
        List<DeadHost> deadHosts) {

    public record Amount(long estimate, long low, long high) {

        /// An amount that cannot be negative has no low end below zero.
        static Amount of(Total.Interval interval, boolean signed) {
            double least = signed ? Double.NEGATIVE_INFINITY : 0;
            return new Amount(
                    Math.round(interval.estimate()),
                    Math.round(Math.max(least, interval.low())),
                    Math.round(interval.high()));
        }
    }

    /// @param code and detail: of the first of its images
    public record DeadHost(String host, long images, int tried, String code, String detail) {}

    /// What is known of a host.
    ///
    /// @param images how many it has, each counted once
    record Host(String host, long listed, double images, List<Seen> seen) {

        private Total.Host of(ToDoubleFunction<Measured> amount) {
            var values = new ArrayList<Double>();
            for (var one : seen) {
                switch (one) {
                    case Measured measured -> values.add(amount.applyAsDouble(measured));
                    case Failed _, Unanswered _ -> values.add(0.0);
                    case Unmeasured _ -> {}
                }
            }
            return new Total.Host(images, values);
        }

        private boolean isDead() {
            return !seen.isEmpty() && seen.stream().allMatch(Host::gaveNothing);
        }

        private static boolean gaveNothing(Seen one) {
            return switch (one) {
                case Unanswered _ -> true;
                case Failed(var code, _) ->
                        switch (code) {
                            case DNS, CONNECT, TLS, TIMEOUT, BLOCKED_ADDRESS, HTTP_STATUS -> true;
                            default -> false;
                        };
                case Measured _, Unmeasured _ -> false;
            };
        }

        private DeadHost dead() {
            return switch (seen.getFirst()) {
                case Failed(var code, var detail) ->
                        new DeadHost(host, listed, seen.size(), code.word(), detail);
                case Unanswered _, Measured _, Unmeasured _ ->
                        new DeadHost(
                                host,
                                listed,
                                seen.size(),
                                FailureCode.TIMEOUT.word(),
                                "The host did not answer while images were tried.");
            };
        }
    }

    /// @param ofOneHost images of one host that are fetched at a time
    /// @param workers images that are transcoded at a time
    static Estimate of(List<Host> hosts, int ofOneHost, int workers) {
        var seen = hosts.stream().flatMap(host -> host.seen().stream()).toList();
        int measured = (int) seen.stream().filter(Measured.class::isInstance).count();
        int failed =
                (int)
                        seen.stream()
                                .filter(one -> one instanceof Failed || one instanceof Unanswered)
                                .count();
        boolean known = measured > 0;
        return new Estimate(
                seen.size(),
                measured,
                failed,
                known ? Amount.of(total(hosts, Measured::bytesIn), false) : null,
                known ? Amount.of(total(hosts, Measured::bytesOut), false) : null,
                known ? Amount.of(total(hosts, one -> one.bytesIn() - one.bytesOut()), true) : null,
                known ? Amount.of(seconds(hosts, ofOneHost, workers), false) : null,
                hosts.stream()
                        .filter(Host::isDead)
                        .map(Host::dead)
                        .sorted(Comparator.comparingLong(DeadHost::images).reversed())
                        .toList());
    }

    private static Total.Interval total(List<Host> hosts, ToDoubleFunction<Measured> amount) {
        return Total.of(hosts.stream().map(host -> host.of(amount)).toList());
    }

    /// Hosts are fetched from in parallel while pixels are worked on: the longest of these is the
    /// whole time.
    private static Total.Interval seconds(List<Host> hosts, int ofOneHost, int workers) {
        var work = divided(total(hosts, one -> one.working().toNanos() / 1e9), workers);
        return hosts.stream()
                .filter(host -> host.seen().stream().anyMatch(Measured.class::isInstance))
                .map(
                        host ->
                                divided(
                                        total(List.of(host), one -> one.fetching().toNanos() / 1e9),
                                        ofOneHost))
                .reduce(work, (a, b) -> b.estimate() > a.estimate() ? b : a);
    }

    private static Total.Interval divided(Total.Interval total, int by) {
        return new Total.Interval(total.estimate() / by, total.low() / by, total.high() / by);
    }
}
