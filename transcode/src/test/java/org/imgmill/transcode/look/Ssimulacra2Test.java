package org.imgmill.transcode.look;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

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
        var random = new SplittableRandom(7);
        int[] noisy = rgb.clone();
        for (int i = 0; i < noisy.length; i++) {
            int by = random.nextInt(2 * strength + 1) - strength;
            int red = Math.clamp((rgb[i] >> 16 & 255) + by, 0, 255);
            int green = Math.clamp((rgb[i] >> 8 & 255) + by, 0, 255);
            int blue = Math.clamp((rgb[i] & 255) + by, 0, 255);
            noisy[i] = red << 16 | green << 8 | blue;
        }
        return noisy;
    }
}
