package org.imgmill.transcode.look;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The score falls with what is seen, and an equal picture has the highest.
class Ssimulacra2Test {

    private static final int WIDTH = 200;
    private static final int HEIGHT = 150;

    @Test
    void anEqualPictureScoresAHundred() {
        int[] picture = picture();
        assertThat(new Ssimulacra2(picture, WIDTH, HEIGHT).score(picture))
                .isCloseTo(100, within(0.001));
    }

    @Test
    void theMoreNoiseTheLowerTheScore() {
        int[] picture = picture();
        var judge = new Ssimulacra2(picture, WIDTH, HEIGHT);
        double before = 100;
        for (int noise : new int[] {2, 6, 18, 54}) {
            double score = judge.score(noisy(picture, noise));
            assertThat(score).as("noise of %d", noise).isLessThan(before - 1);
            before = score;
        }
    }

    @Test
    void anErrorInTheShadeOfASmoothWallIsSeenMoreThanTheSameInGrain() {
        int[] smooth = picture();
        int[] grainy = noisy(smooth, 40);
        double onWall = new Ssimulacra2(smooth, WIDTH, HEIGHT).score(noisy(smooth, 10));
        double inGrain = new Ssimulacra2(grainy, WIDTH, HEIGHT).score(noisy(grainy, 10));
        assertThat(onWall).isLessThan(inGrain);
    }

    /// Written down while the scores of 104 files were those of the reference
    /// ([ReferenceScoresTest]).
    @ParameterizedTest
    @CsvSource({
        "levels, 8, 78.218",
        "levels, 24, 26.993",
        "blur, 1, 71.204",
        "blur, 2, 49.990",
        "noise, 4, 86.920",
        "noise, 12, 64.158",
        "blocks, 2, 37.123",
        "blocks, 4, -60.990"
    })
    void scoresAreThoseThatWereWrittenDown(String change, int by, double score) {
        int[] original = tall();
        int[] other =
                switch (change) {
                    case "levels" -> mapped(original, value -> value / by * by);
                    case "blur" -> blurred(original, by);
                    case "noise" -> noisy(original, by, TALL_WIDTH * TALL_HEIGHT);
                    default -> blocks(original, by);
                };
        assertThat(new Ssimulacra2(original, TALL_WIDTH, TALL_HEIGHT).score(other))
                .isCloseTo(score, within(0.02));
    }

    private static final int TALL_WIDTH = 240;
    private static final int TALL_HEIGHT = 180;

    private static int[] tall() {
        int[] rgb = new int[TALL_WIDTH * TALL_HEIGHT];
        for (int i = 0; i < rgb.length; i++) {
            int x = i % TALL_WIDTH;
            int y = i / TALL_WIDTH;
            int edge = (x * 3 + y * 2) % 90 < 30 ? 60 : 0;
            rgb[i] =
                    Math.min(60 + x / 2 + edge, 255) << 16
                            | Math.min(80 + y / 2 + edge, 255) << 8
                            | (70 + edge);
        }
        return rgb;
    }

    private static int[] mapped(int[] rgb, IntUnaryOperator channel) {
        int[] mapped = new int[rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            for (int shift = 0; shift <= 16; shift += 8) {
                mapped[i] |= channel.applyAsInt(rgb[i] >> shift & 255) << shift;
            }
        }
        return mapped;
    }

    private static int[] blurred(int[] rgb, int reach) {
        int[] blurred = new int[rgb.length];
        int n = (2 * reach + 1) * (2 * reach + 1);
        for (int i = 0; i < rgb.length; i++) {
            for (int shift = 0; shift <= 16; shift += 8) {
                int sum = 0;
                for (int j = 0; j < n; j++) {
                    int x = i % TALL_WIDTH + j % (2 * reach + 1) - reach;
                    int y = i / TALL_WIDTH + j / (2 * reach + 1) - reach;
                    int at =
                            Math.clamp(y, 0, TALL_HEIGHT - 1) * TALL_WIDTH
                                    + Math.clamp(x, 0, TALL_WIDTH - 1);
                    sum += rgb[at] >> shift & 255;
                }
                blurred[i] |= (sum / n) << shift;
            }
        }
        return blurred;
    }

    private static int[] blocks(int[] rgb, int side) {
        int[] blocks = new int[rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            int x = i % TALL_WIDTH / side * side;
            int y = i / TALL_WIDTH / side * side;
            blocks[i] = rgb[y * TALL_WIDTH + x];
        }
        return blocks;
    }

    private static int[] noisy(int[] rgb, int strength, int pixels) {
        var random = new SplittableRandom(7);
        int[] noisy = new int[pixels];
        for (int i = 0; i < pixels; i++) {
            int by = random.nextInt(2 * strength + 1) - strength;
            int red = Math.clamp((rgb[i] >> 16 & 255) + by, 0, 255);
            int green = Math.clamp((rgb[i] >> 8 & 255) + by, 0, 255);
            int blue = Math.clamp((rgb[i] & 255) + by, 0, 255);
            noisy[i] = red << 16 | green << 8 | blue;
        }
        return noisy;
    }

    private static int[] picture() {
        int[] rgb = new int[WIDTH * HEIGHT];
        for (int i = 0; i < rgb.length; i++) {
            int x = i % WIDTH;
            int y = i / WIDTH;
            int edge = (x * 3 + y * 2) % 90 < 30 ? 60 : 0;
            rgb[i] = (60 + x / 2 + edge) << 16 | (80 + y / 2 + edge) << 8 | (70 + edge);
        }
        return rgb;
    }

    private static int[] noisy(int[] rgb, int strength) {
        return noisy(rgb, strength, rgb.length);
    }
}
