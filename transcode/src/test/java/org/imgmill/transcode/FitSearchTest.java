package org.imgmill.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/// The best quality that fits is found, in few tries.
class FitSearchTest {

    private record Found(int quality, int tries) {}

    private static Found found(int most, int ceiling, boolean dear, IntUnaryOperator bytes) {
        var search = new FitSearch(most, ceiling, dear, 0);
        int best = 0;
        int tries = 0;
        for (var next = search.next(); next.isPresent(); next = search.next()) {
            int quality = next.getAsInt();
            assertThat(quality).isBetween(1, ceiling);
            int size = bytes.applyAsInt(quality);
            search.saw(quality, size);
            best = size <= most ? Math.max(best, quality) : best;
            assertThat(++tries).isLessThan(30);
        }
        return new Found(best, tries);
    }

    private static int jpeg(int quality) {
        return (int)
                (2000
                        + 90_000
                                * Math.pow(
                                        quality < 50 ? quality / 50.0 : 1 / (2.02 - quality / 50.0),
                                        0.7));
    }

    @Test
    void nothingBetterFits() {
        int all = 0;
        for (int wanted = 1; wanted <= 100; wanted++) {
            Found found = found(jpeg(wanted), 100, false, FitSearchTest::jpeg);
            assertThat(found.quality == wanted || jpeg(found.quality) >= 0.985 * jpeg(wanted))
                    .as("%d for %d", found.quality, wanted)
                    .isTrue();
            all += found.tries;
        }
        assertThat(all / 100.0).as("tries in the mean").isLessThan(5);
    }

    @Test
    void aGoodGuessSavesTries() {
        var search = new FitSearch(jpeg(40), 100, false, jpeg(60) * 1.1);
        assertThat(search.next().orElseThrow()).isBetween(30, 48);
    }

    @Test
    void nothingAboveTheCeilingIsTried() {
        assertThat(found(Integer.MAX_VALUE, 70, false, FitSearchTest::jpeg).quality).isEqualTo(70);
    }

    @Test
    void whatDoesNotFitAtAllIsNotFound() {
        assertThat(found(1999, 100, false, FitSearchTest::jpeg).quality).isZero();
    }

    @Test
    void whereATryIsDearNearlyFullIsEnough() {
        for (int most = 20_000; most < 200_000; most += 7000) {
            Found found = found(most, 100, true, FitSearchTest::jpeg);
            assertThat(jpeg(found.quality)).isLessThanOrEqualTo(most);
            assertThat(jpeg(found.quality + 1) > most || jpeg(found.quality) >= 0.95 * most)
                    .isTrue();
        }
    }

    @Test
    void sizesThatDoNotGrowWithQualityStillEnd() {
        Found found = found(500, 100, false, quality -> quality % 7 == 0 ? 400 : 600);
        assertThat(found.quality % 7).isZero();
    }
}
