package org.imgmill.transcode.jpeg;

import org.imgmill.transcode.look.Window;

/// The samples of one component around a window, and how they become rows of the picture.
///
/// Where a component has half the resolution, samples in between are a quarter of the farther and
/// three quarters of the nearer one, as in libjpeg; at any other ratio the nearest is repeated.
final class Samples {

    private final byte[] samples;
    private final int stride;

    /// Of the picture, in samples of this component.
    private final int firstColumn;

    private final int firstRow;
    private final int columns;
    private final int rows;

    private final int across;
    private final int down;
    private final int mostAcross;
    private final int mostDown;

    /// Four times the samples of a row, halfway between rows where need be.
    private final int[] line;

    private Samples(Frame frame, Component component, Window window) {
        across = component.h();
        down = component.v();
        mostAcross = frame.mostAcross();
        mostDown = frame.mostDown();
        firstColumn = Math.max(0, window.x() * across / mostAcross / 8 - 1) * 8;
        firstRow = Math.max(0, window.y() * down / mostDown / 8 - 1) * 8;
        columns =
                end(window.x() + window.width(), across, mostAcross, frame.samplesAcross(component))
                        - firstColumn;
        rows =
                end(window.y() + window.height(), down, mostDown, frame.samplesDown(component))
                        - firstRow;
        stride = (columns + 7) / 8 * 8;
        samples = new byte[stride * ((rows + 7) / 8 * 8)];
        line = new int[columns];
    }

    private static int end(int pixels, int factor, int most, int all) {
        return Math.min(all, (pixels * factor + most - 1) / most + 1);
    }

    static Samples of(
            Frame frame, Component component, int[] steps, Coefficients from, Window window) {
        var made = new Samples(frame, component, window);
        var dct = new InverseDct();
        int firstBlock = made.firstColumn / 8;
        for (int row = 0; row * 8 < made.rows; row++) {
            for (int column = 0; column * 8 < made.columns; column++) {
                int block = component.block(made.firstRow / 8 + row, firstBlock + column);
                int at = row * 8 * made.stride + column * 8;
                dct.run(from, block, steps, made.samples, at, made.stride);
            }
        }
        return made;
    }

    /// One row of the picture.
    ///
    /// @param y from the top of the picture
    /// @param x where the row begins
    void row(int y, int x, int[] out) {
        blend(y);
        if (mostAcross == across) {
            for (int i = 0; i < out.length; i++) {
                out[i] = (line[x - firstColumn + i] + 2) >> 2;
            }
        } else if (mostAcross == 2 * across) {
            for (int i = 0; i < out.length; i++) {
                int near = (x + i) / 2 - firstColumn;
                int far = Math.clamp(near + ((x + i & 1) == 0 ? -1 : 1), 0, columns - 1);
                out[i] = (3 * line[near] + line[far] + 8 - (x + i & 1)) >> 4;
            }
        } else {
            for (int i = 0; i < out.length; i++) {
                out[i] = (line[(x + i) * across / mostAcross - firstColumn] + 2) >> 2;
            }
        }
    }

    private void blend(int y) {
        if (mostDown == 2 * down) {
            int near = y / 2 - firstRow;
            int far = Math.clamp(near + ((y & 1) == 0 ? -1 : 1), 0, rows - 1);
            for (int i = 0; i < columns; i++) {
                line[i] =
                        3 * (samples[near * stride + i] & 0xFF)
                                + (samples[far * stride + i] & 0xFF);
            }
        } else {
            int near = y * down / mostDown - firstRow;
            for (int i = 0; i < columns; i++) {
                line[i] = 4 * (samples[near * stride + i] & 0xFF);
            }
        }
    }
}
