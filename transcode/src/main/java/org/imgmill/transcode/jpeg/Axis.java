package org.imgmill.transcode.jpeg;

/// One dimension of a resizing: the weights that lead from the frequencies of source blocks to the
/// eight frequencies of output blocks.
///
/// Inverse DCT, [Lanczos] and forward DCT are linear, so together they are one matrix, and a banded
/// one: an output block reads only the few source blocks under its filter. The source is repeated
/// at its edges, as libvips does it, and only its true samples weigh, so padding never leaks in.
final class Axis {

    /// Weights come in fours, as [Product] reads them.
    private static final int UNIT = 4;

    /// DCT-II of eight samples (ITU T.81, A.3.3), orthonormal: frequency, then sample.
    private static final double[][] BASIS = basis();

    /// What a matrix is made for.
    ///
    /// @param size samples of the source
    /// @param outSize samples of the output
    /// @param scale source samples per output sample
    /// @param frequencies how many frequencies of a source block are read, from the lowest
    record Key(int size, int outSize, double scale, int frequencies) {

        Key with(int otherFrequencies) {
            return new Key(size, outSize, scale, otherFrequencies);
        }
    }

    final int outBlocks;

    /// By output block: the first source block it reads, and how many.
    final int[] first;

    final int[] count;

    /// By output block: the output's frequency, then the source's block and frequency; each of the
    /// eight rows padded to whole fours.
    final float[][] weights;

    /// Most source blocks that one output block reads.
    final int most;

    private final Key key;
    private final double reach;

    Axis(Key key) {
        this.key = key;
        reach = Lanczos.LOBES * Math.max(1, key.scale);
        outBlocks = (key.outSize + 7) / 8;
        first = new int[outBlocks];
        count = new int[outBlocks];
        weights = new float[outBlocks][];
        int greatest = 0;
        for (int block = 0; block < outBlocks; block++) {
            int lastSample = Math.min(8 * block + 7, key.outSize - 1);
            first[block] = inside((int) Math.floor(centre(8 * block) - reach - 0.5)) >> 3;
            int last = inside((int) Math.ceil(centre(lastSample) + reach - 0.5)) >> 3;
            count[block] = last - first[block] + 1;
            weights[block] = weights(block);
            greatest = Math.max(greatest, count[block]);
        }
        most = greatest;
    }

    /// Floats that it holds.
    int length() {
        int length = 0;
        for (float[] block : weights) {
            length += block.length;
        }
        return length;
    }

    private double centre(int outSample) {
        return (outSample + 0.5) * key.scale;
    }

    private int inside(int sample) {
        return Math.clamp(sample, 0, key.size - 1);
    }

    private float[] weights(int block) {
        int row = count[block] * key.frequencies;
        int padded = (row + UNIT - 1) / UNIT * UNIT;
        double[][] samples = samples(block, row);
        float[] result = new float[8 * padded];
        for (int out = 0; out < 8; out++) {
            for (int k = 0; k < row; k++) {
                double sum = 0;
                for (int i = 0; i < 8; i++) {
                    sum += BASIS[out][i] * samples[i][k];
                }
                result[out * padded + k] = (float) sum;
            }
        }
        return result;
    }

    /// What each of the eight output samples takes of each frequency of each source block. Beyond
    /// the picture its last sample is repeated.
    private double[][] samples(int block, int row) {
        double[][] samples = new double[8][];
        for (int i = 0; i < 8; i++) {
            int sample = 8 * block + i;
            samples[i] = sample < key.outSize ? sample(block, sample, row) : samples[i - 1];
        }
        return samples;
    }

    private double[] sample(int block, int sample, int row) {
        double centre = centre(sample);
        int from = (int) Math.ceil(centre - reach - 0.5);
        int to = (int) Math.floor(centre + reach - 0.5);
        double wide = reach / Lanczos.LOBES;
        double sum = 0;
        for (int x = from; x <= to; x++) {
            sum += Lanczos.weight((x + 0.5 - centre) / wide);
        }
        double[] result = new double[row];
        for (int x = from; x <= to; x++) {
            int source = inside(x);
            double weight = Lanczos.weight((x + 0.5 - centre) / wide) / sum;
            int at = ((source >> 3) - first[block]) * key.frequencies;
            for (int u = 0; u < key.frequencies; u++) {
                result[at + u] += weight * BASIS[u][source & 7];
            }
        }
        return result;
    }

    private static double[][] basis() {
        double[][] basis = new double[8][8];
        for (int u = 0; u < 8; u++) {
            double size = u == 0 ? StrictMath.sqrt(0.125) : 0.5;
            for (int i = 0; i < 8; i++) {
                basis[u][i] = size * StrictMath.cos((2 * i + 1) * u * Math.PI / 16);
            }
        }
        return basis;
    }
}
