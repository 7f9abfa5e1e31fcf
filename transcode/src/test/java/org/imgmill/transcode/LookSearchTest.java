package org.imgmill.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Few tries find a quality, whatever a picture's own curve is like.
class LookSearchTest {

    @Test
    void everyLookIsFoundOnCurvesThatLieAboveAndBelowTheMeanOne() {
        for (Curve curve : new Curve[] {Curve.JPEG, Curve.WEBP, Curve.AVIF}) {
            for (double above : new double[] {-12, -5, 0, 4, 8}) {
                for (double stretch : new double[] {0.8, 1, 1.15}) {
                    for (int look = 45; look <= 85; look += 5) {
                        requireFound(curve, above, stretch, look);
                    }
                }
            }
        }
    }

    private static void requireFound(Curve curve, double above, double stretch, int look) {
        var search = new LookSearch(curve, look);
        int tries = 0;
        for (var next = search.next(); next.isPresent(); next = search.next()) {
            int quality = next.getAsInt();
            assertThat(quality).isBetween(1, 100);
            search.saw(quality, own(curve, above, stretch, quality));
            tries++;
        }
        assertThat(tries).isBetween(1, LookSearch.MOST_TRIES);
        double reached = search.best().look();
        double finest = own(curve, above, stretch, 100);
        assertThat(Math.abs(reached - look) <= 2.5 || finest < look)
                .as("%s%+.0f x %.2f at %d: %.1f", curve, above, stretch, look, reached)
                .isTrue();
    }

    private static double own(Curve curve, double above, double stretch, int quality) {
        return Math.min(100, 65 + (curve.look(quality) - 65) * stretch + above);
    }

    @Test
    void whereNoQualityIsFineEnoughTheFinestIsTaken() {
        var search = new LookSearch(Curve.WEBP, 99);
        for (var next = search.next(); next.isPresent(); next = search.next()) {
            search.saw(next.getAsInt(), next.getAsInt() * 0.8);
        }
        assertThat(search.best().quality()).isEqualTo(100);
    }

    @Test
    void aLookThatJumpsEndsTheSearchBesideTheJump() {
        var search = new LookSearch(Curve.JPEG, 75);
        for (var next = search.next(); next.isPresent(); next = search.next()) {
            search.saw(next.getAsInt(), next.getAsInt() < 80 ? 60 : 90);
        }
        assertThat(search.best().look()).isIn(60.0, 90.0);
    }
}
