package org.imgmill.transcode.jpeg;

/// Turns the values of one output into candidates for the encoder, MCU row by MCU row.
final class WriteBlocks {

    /// Zig-zag positions as bits, by horizontal frequency and the bits of the vertical frequencies
    /// that are there.
    private static final long[] POSITIONS = positions();

    private static final int GREATEST = 1023 * Candidates.ONE;

    private final Candidates out;
    private final Frame frame;
    private final Plane[] planes;

    WriteBlocks(Frame frame, Plane[] planes, Candidates out) {
        this.frame = frame;
        this.planes = planes;
        this.out = out;
    }

    void mcuRow(int row) {
        for (Component component : frame.components()) {
            int end = Math.min((row + 1) * component.v(), component.blocksDown());
            for (int y = row * component.v(); y < end; y++) {
                for (int x = 0; x < component.blocksAcross(); ) {
                    int blocks = out.fits(component.blocksAcross() - x, 1);
                    blocks(component, y, x, blocks);
                    x += blocks;
                }
            }
        }
    }

    private void blocks(Component component, int y, int from, int count) {
        Plane plane = planes[component.index()];
        int[][] values = plane.values[y & 1];
        int[] alive = plane.alive[y & 1];
        int number = component.block(y, from);
        for (int i = 0; i < count; i++) {
            block(values, alive, 8 * (from + i), number + i);
        }
    }

    private void block(int[][] values, int[] alive, int x, int number) {
        int dc = (values[0][x] + Candidates.ONE / 2) >> Candidates.FRACTION;
        out.dcs[number] = (short) Math.clamp(dc, -1024, 1023);
        long left = 0;
        for (int u = 0; u < 8; u++) {
            left |= POSITIONS[u << 8 | alive[x + u]];
        }
        int[] to = out.chunk;
        int start = out.count;
        int p = start;
        for (left &= ~1L; left != 0; left &= left - 1) {
            int k = Long.numberOfTrailingZeros(left);
            int place = ZigZag.NATURAL[k];
            int value = values[place >> 3][x + (place & 7)];
            to[p++] = Candidates.of(k, Math.clamp(value, -GREATEST, GREATEST));
        }
        out.blocks[number] = Candidates.block(out.base() + start, p - start);
        to[p++] = 0;
        out.count = p;
    }

    private static long[] positions() {
        long[] positions = new long[8 * 256];
        for (int k = 0; k < 64; k++) {
            int u = ZigZag.NATURAL[k] & 7;
            int v = ZigZag.NATURAL[k] >> 3;
            for (int bits = 0; bits < 256; bits++) {
                positions[u << 8 | bits] |= (long) (bits >> v & 1) << k;
            }
        }
        return positions;
    }
}
