package org.imgmill.transcode.look;

import java.util.ArrayList;
import java.util.List;

/// Scores how like an original other pictures of its size look: 100 is the same, 90 cannot be told
/// apart, 70 is high quality, 50 medium, 30 low; it may fall below 0.
///
/// SSIMULACRA 2.1 by Jon Sneyers (Cloudinary, 2023): structural similarity, edges added and edges
/// lost in a perceptual colour space at six sizes, a weighted sum of the mean and the fourth norm
/// of each. What has next to no weight is left out, which moves no score by 0.01. Pictures are
/// taken for sRGB without transparency.
public final class Ssimulacra2 {

    private static final int SCALES = 6;

    /// Smaller pictures have no structure to compare.
    private static final int SMALLEST_SIDE = 8;

    private final int width;
    private final int height;
    private final List<Scale> scales = new ArrayList<>();

    /// One size of the original. Of a channel that has no weight at this size, everything is empty.
    private record Scale(int width, float[][] plane, float[][] mean, float[][] square) {

        static Scale of(Planes linear, int index) {
            float[][] plane = linear.xyb(Weights.countsColours(index));
            var mean = new float[3][];
            var square = new float[3][];
            for (int channel = 0; channel < 3; channel++) {
                if (Weights.counts(channel, index)) {
                    mean[channel] = Blur.of(plane[channel], linear.width(), linear.height());
                    square[channel] =
                            Blur.of(squared(plane[channel]), linear.width(), linear.height());
                }
            }
            return new Scale(linear.width(), plane, mean, square);
        }
    }

    public Ssimulacra2(Pixels original) {
        this(original.rgb(), original.width(), original.height());
    }

    /// Whether a picture is large enough to be judged at all.
    public static boolean canJudge(Pixels pixels) {
        return Math.min(pixels.width(), pixels.height()) >= SMALLEST_SIDE;
    }

    /// @param rgb pixels of the original, row by row, `0xRRGGBB`
    public Ssimulacra2(int[] rgb, int width, int height) {
        this.width = width;
        this.height = height;
        Planes linear = Planes.linear(rgb, width, height);
        for (int i = 0; i < SCALES && linear.shorterSide() >= SMALLEST_SIDE; i++) {
            scales.add(Scale.of(linear, i));
            linear = linear.halved();
        }
    }

    /// @param rgb pixels of the other picture, row by row, `0xRRGGBB`
    public double score(int[] rgb) {
        double sum = 0;
        Planes linear = Planes.linear(rgb, width, height);
        for (int i = 0; i < scales.size(); i++) {
            Scale scale = scales.get(i);
            float[][] other = linear.xyb(Weights.countsColours(i));
            for (int channel = 0; channel < 3; channel++) {
                if (Weights.counts(channel, i)) {
                    sum += Weights.sum(channel, i, errors(scale, channel, other[channel]));
                }
            }
            linear = linear.halved();
        }
        return Weights.score(sum);
    }

    private static Errors errors(Scale scale, int channel, float[] other) {
        return Errors.between(
                scale.plane[channel],
                scale.mean[channel],
                scale.square[channel],
                other,
                scale.width);
    }

    private static float[] squared(float[] plane) {
        var squared = new float[plane.length];
        for (int i = 0; i < plane.length; i++) {
            squared[i] = plane[i] * plane[i];
        }
        return squared;
    }
}
