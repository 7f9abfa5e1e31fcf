package org.imgmill.transcode;

/// One plane of a picture as the means of its tiles, such as the blocks of a JPEG.
///
/// @param values row by row, in eighths of a level from 0 to 255
/// @param across how many tiles a row has
/// @param wide how many of them the picture covers: the last may hang over its edge
/// @param high the same of the rows
public record Tiles(int[] values, int across, double wide, double high) {

    /// Eighths of a level.
    public static final int LEVEL = 8;

    int down() {
        return (int) Math.ceil(high);
    }

    int columns() {
        return (int) Math.ceil(wide);
    }

    /// The means of n x n cells that cover the picture, whatever tiles they cut through.
    float[] cells(int n) {
        var means = new float[n * n];
        var row = new float[n];
        int[] at = new int[n + 1];
        float[] part = new float[n + 1];
        for (int k = 0; k <= n; k++) {
            double edge = wide * k / n;
            at[k] = Math.min((int) edge, across - 1);
            part[k] = (float) (edge - at[k]);
        }
        double cell = high / n;
        for (int r = 0; r < down(); r++) {
            sums(r * across, at, part, row);
            double end = Math.min(r + 1, high);
            for (int y = (int) (r / cell); y < n && y * cell < end; y++) {
                float weight = (float) (Math.min(end, (y + 1) * cell) - Math.max(r, y * cell));
                for (int k = 0; k < n; k++) {
                    means[y * n + k] += weight * row[k];
                }
            }
        }
        float area = (float) (wide * high / (n * n)) * LEVEL;
        for (int i = 0; i < means.length; i++) {
            means[i] /= area;
        }
        return means;
    }

    /// The sums of one row between the edges of the cells.
    private void sums(int first, int[] at, float[] part, float[] row) {
        int sum = 0;
        int column = 0;
        float before = 0;
        for (int k = 1; k < at.length; k++) {
            for (; column < at[k]; column++) {
                sum += values[first + column];
            }
            float now = sum + part[k] * values[first + column];
            row[k - 1] = now - before;
            before = now;
        }
    }
}
