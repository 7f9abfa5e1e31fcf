package org.imgmill.transcode.jpeg;

import java.util.SplittableRandom;

/// Whether the JIT compiler still vectorises the inner loop of resizing: beside sums that no
/// compiler may reorder, it must be several times as fast.
public final class ProductFloor {

    /// What it must reach; it was 8 to 10 when it was written.
    public static final double LEAST = 4;

    private static final int ROWS = 28;
    private static final int LENGTH = 448;
    private static final int ROUNDS = 200;
    private static final int REPETITIONS = 100;

    private final float[][] rows = new float[ROWS + 4][LENGTH];
    private final float[][] results = new float[8][LENGTH];
    private final float[] zeros = new float[LENGTH];
    private final float[] weights = new float[8 * ROWS];

    private ProductFloor() {
        var random = new SplittableRandom(1);
        for (float[] row : rows) {
            for (int i = 0; i < LENGTH; i++) {
                row[i] = (float) random.nextDouble();
            }
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) random.nextDouble() - 0.5f;
        }
    }

    /// How many times as fast it is; both at their best of many rounds in turns.
    public static double ratio() {
        var floor = new ProductFloor();
        long product = Long.MAX_VALUE;
        long plain = Long.MAX_VALUE;
        float kept = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < REPETITIONS; i++) {
                Product.sums(floor.weights, ROWS, floor.rows, floor.zeros, floor.results, LENGTH);
            }
            long between = System.nanoTime();
            for (int i = 0; i < REPETITIONS; i++) {
                kept += floor.plain();
            }
            product = Math.min(product, between - start);
            plain = Math.min(plain, System.nanoTime() - between);
        }
        if (Float.isNaN(kept)) {
            throw new IllegalStateException("sums of small numbers are numbers");
        }
        return (double) plain / product;
    }

    /// As many multiplications, each added to the sum before it.
    private float plain() {
        float sum = 0;
        for (int out = 0; out < 8; out++) {
            for (int row = 0; row < ROWS; row++) {
                float weight = weights[out * ROWS + row];
                for (float value : rows[row]) {
                    sum += weight * value;
                }
            }
        }
        return sum;
    }
}
