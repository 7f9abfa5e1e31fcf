package org.imgmill.transcode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/// Chooses the qualities at which a picture is tried, until one has the wanted look.
final class LookSearch {

    /// Nobody sees what more tries would gain.
    static final int MOST_TRIES = 4;

    /// Where a try is dear, drafts come first.
    private static final int MOST_DRAFTS = 2;

    private static final int MOST_AFTER_DRAFTS = 3;

    /// A look this near is taken.
    private static final double NEAR = 1.5;

    /// The same where another try is expensive.
    private static final double NEAR_ENOUGH = 2.5;

    /// A draft this near to the wanted look can say no more.
    private static final double SAME = 0.5;

    private static final int LEAST = 1;
    private static final int MOST = 100;

    private final Curve curve;
    private final double wanted;
    private final int first;
    private final int mostTries;
    private final double near;
    private final List<Tried> tries = new ArrayList<>();

    /// @param look what it scored
    record Tried(int quality, double look) {}

    LookSearch(Curve curve, double wanted) {
        this(curve, wanted, curve.quality(wanted), MOST_TRIES, NEAR);
    }

    private LookSearch(Curve curve, double wanted, int first, int mostTries, double near) {
        this.curve = curve;
        this.wanted = wanted;
        this.first = first;
        this.mostTries = mostTries;
        this.near = near;
    }

    /// With drafts, which are not stored: only to find a start.
    static LookSearch ofDrafts(Curve curve, double wanted) {
        return new LookSearch(curve, wanted, curve.quality(wanted), MOST_DRAFTS, NEAR);
    }

    /// Begins where these drafts would go on.
    LookSearch inEarnest() {
        int quality =
                tries.isEmpty()
                        ? first
                        : Math.abs(best().look - wanted) <= SAME ? best().quality : guess();
        return new LookSearch(curve, wanted, quality, MOST_AFTER_DRAFTS, NEAR_ENOUGH);
    }

    void saw(int quality, double look) {
        tries.add(new Tried(quality, look));
    }

    /// Which quality to try; empty when another try would tell nothing.
    OptionalInt next() {
        if (tries.isEmpty()) {
            return OptionalInt.of(first);
        }
        if (tries.size() == mostTries || Math.abs(best().look - wanted) <= near) {
            return OptionalInt.empty();
        }
        int quality = guess();
        boolean known = tries.stream().anyMatch(tried -> tried.quality == quality);
        return known ? OptionalInt.empty() : OptionalInt.of(quality);
    }

    /// The nearest to what is wanted.
    Tried best() {
        return tries.stream()
                .min(Comparator.comparingDouble(tried -> Math.abs(tried.look - wanted)))
                .orElseThrow();
    }

    private int guess() {
        var worse =
                tries.stream()
                        .filter(tried -> tried.look < wanted)
                        .max(Comparator.comparingInt(Tried::quality));
        var better =
                tries.stream()
                        .filter(tried -> tried.look >= wanted)
                        .min(Comparator.comparingInt(Tried::quality));
        if (worse.isPresent() && better.isPresent()) {
            return between(worse.get(), better.get());
        }
        Tried nearest = best();
        int guess = curve.quality(wanted - nearest.look + curve.look(nearest.quality));
        return nearest.look < wanted
                ? Math.clamp(guess, Math.min(nearest.quality + 1, MOST), MOST)
                : Math.clamp(guess, LEAST, Math.max(nearest.quality - 1, LEAST));
    }

    /// Takes the picture's own curve for the mean one, stretched between the two.
    private int between(Tried worse, Tried better) {
        if (better.quality - worse.quality <= 1) {
            return worse.quality;
        }
        double share = (wanted - worse.look) / (better.look - worse.look);
        double from = curve.look(worse.quality);
        double at = from + share * (curve.look(better.quality) - from);
        return Math.clamp(curve.quality(at), worse.quality + 1, better.quality - 1);
    }
}
