package org.imgmill.api.intake;

import java.util.List;

/// The total of all images, estimated from a stratified sample of them.
///
/// A host with no tried image is taken to be like the others; one with a single tried image gets
/// the variance of the whole sample.
final class Total {

    /// Student's t at 97.5 %, from 1 degree of freedom to 30.
    private static final double[] T = {
        12.71, 4.30, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23, 2.20, 2.18, 2.16, 2.14, 2.13,
        2.12, 2.11, 2.10, 2.09, 2.09, 2.08, 2.07, 2.07, 2.06, 2.06, 2.06, 2.05, 2.05, 2.05, 2.04
    };

    private static final double NORMAL = 1.96;

    private Total() {}

    /// @param images how many images a host has, each counted once
    /// @param tried what was seen of those that were tried
    record Host(double images, List<Double> tried) {}

    /// @param low and high: 95 times of 100 the truth is between them
    record Interval(double estimate, double low, double high) {}

    /// @return an interval of zeros if nothing was tried
    static Interval of(List<Host> hosts) {
        var seen = hosts.stream().flatMap(host -> host.tried().stream()).toList();
        if (seen.isEmpty()) {
            return new Interval(0, 0, 0);
        }
        double mean = mean(seen);
        double uneven = variance(seen, mean);
        double total = 0;
        double variance = 0;
        for (var host : hosts) {
            int n = host.tried().size();
            double all = host.images();
            total += all * (n == 0 ? mean : mean(host.tried()));
            if (n == 0) {
                variance += all * all * uneven / seen.size();
            } else {
                double within = n == 1 ? uneven : variance(host.tried(), mean(host.tried()));
                double unseen = Math.max(0, 1 - n / Math.max(all, n));
                variance += all * all * unseen * within / n;
            }
        }
        double half = t(seen.size() - 1) * Math.sqrt(variance);
        return new Interval(total, total - half, total + half);
    }

    private static double t(int freedom) {
        return freedom < 1 ? T[0] : freedom <= T.length ? T[freedom - 1] : NORMAL;
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }

    private static double variance(List<Double> values, double mean) {
        if (values.size() < 2) {
            return 0;
        }
        double squares =
                values.stream().mapToDouble(value -> (value - mean) * (value - mean)).sum();
        return squares / (values.size() - 1);
    }
}
