package org.imgmill.transcode.jpeg;

import org.imgmill.transcode.Glance;
import org.imgmill.transcode.Tiles;
import org.jspecify.annotations.Nullable;

/// The DC values of a picture, of which each is the mean of a block: they are the picture at an
/// eighth of its size.
///
/// Hot loops write those of a single scan here as they come; those of several scans are among the
/// [Coefficients].
final class DcValues {

    private static final int MOST_TO_KEEP = 1 << 17;

    /// The mean of 128 that a DC of 0 stands for, in eighths.
    private static final int MIDDLE = 128 * Tiles.LEVEL;

    /// This many rows of blocks are enough, and fewer for colours: in a high picture only every
    /// second or third is read.
    private static final int LUMA_ROWS = 48;

    private static final int CHROMA_ROWS = 16;

    private static final int WHITEST = 256 * Tiles.LEVEL - 1;

    /// In the order of the scan, padding included.
    short[] values = new short[0];

    /// How many there are; a scan that is not written here leaves none.
    int count;

    private int[][] planes = new int[3][0];
    private @Nullable Glance glance;

    /// Makes room for all blocks of a single scan.
    void expect(Frame frame) {
        count = 0;
        if (values.length < frame.blocks()) {
            values = new short[frame.blocks()];
        }
    }

    /// Of the picture that was read last, from here or from the coefficients.
    Glance glance(JpegFile file, Coefficients coefficients) {
        Glance seen = glance == null ? look(file, coefficients) : glance;
        glance = seen;
        return seen;
    }

    Glance look(JpegFile file, Coefficients coefficients) {
        Frame frame = file.frame();
        var tiles = new Tiles[frame.components().length];
        for (int i = 0; i < tiles.length; i++) {
            int step = file.steps()[i][0];
            tiles[i] = tiles(frame, i, step, coefficients);
        }
        return tiles.length == 1 ? Glance.of(tiles[0]) : Glance.of(tiles[0], tiles[1], tiles[2]);
    }

    void clear() {
        count = 0;
        glance = null;
        if (values.length > MOST_TO_KEEP) {
            values = new short[0];
            planes = new int[3][0];
        }
    }

    private Tiles tiles(Frame frame, int index, int step, Coefficients coefficients) {
        Component component = frame.components()[index];
        int stride = component.stride();
        if (planes[index].length < stride * component.rows()) {
            planes[index] = new int[stride * component.rows()];
        }
        int[] plane = planes[index];
        int every = Math.max(1, component.blocksDown() / (index == 0 ? LUMA_ROWS : CHROMA_ROWS));
        if (count == frame.blocks()) {
            fromScan(frame, component, step, every, plane);
        } else {
            fromCoefficients(component, step, every, plane, coefficients);
        }
        return new Tiles(
                plane,
                stride,
                frame.width() * (double) component.h() / (8 * frame.mostAcross()),
                frame.height() * (double) component.v() / (8 * frame.mostDown() * every));
    }

    private void fromScan(Frame frame, Component component, int step, int every, int[] plane) {
        int perMcu = 0;
        int own = 0;
        for (Component each : frame.components()) {
            own += each.index() < component.index() ? each.h() * each.v() : 0;
            perMcu += each.h() * each.v();
        }
        int h = component.h();
        int line = 0;
        for (int row = 0; row < component.blocksDown(); row += every, line++) {
            int first = row / component.v() * frame.mcusAcross() * perMcu;
            first += own + row % component.v() * h;
            for (int x = 0; x < h; x++) {
                int from = first + x;
                int end = (line + 1) * component.stride();
                for (int to = line * component.stride() + x; to < end; to += h, from += perMcu) {
                    plane[to] = mean(values[from], step);
                }
            }
        }
    }

    private static void fromCoefficients(
            Component component, int step, int every, int[] plane, Coefficients coefficients) {
        int line = 0;
        for (int row = 0; row < component.blocksDown(); row += every, line++) {
            int to = line * component.stride();
            int block = component.block(row, 0);
            for (int column = 0; column < component.blocksAcross(); column++) {
                plane[to++] = mean(coefficients.values[block++ << 6], step);
            }
        }
    }

    private static int mean(int dc, int step) {
        return Math.clamp(dc * step + MIDDLE, 0, WHITEST);
    }
}
