package org.imgmill.transcode.jpeg;

import java.util.Arrays;

/// An independent decoder to check the fast one with: reads coefficients bit by bit, as the
/// standard describes it, and shares no code with what it checks.
///
/// Long: a whole decoder, in the order of the standard.
final class PlainJpeg {

    int width;
    int height;
    int count;
    int hMax;
    int vMax;
    final int[] h = new int[4];
    final int[] v = new int[4];
    final int[][] steps = new int[4][];

    /// Coefficients by component, row of blocks, column of blocks, zig-zag position.
    int[][][][] blocks = new int[0][][][];

    private final byte[] in;
    private final PlainBits data;
    private boolean progressive;
    private final int[] ids = new int[4];
    private final int[] slots = new int[4];
    private final int[][] tables = new int[4][];
    private final int[][][] dc = new int[4][][];
    private final int[][][] ac = new int[4][][];
    private int interval;

    private final int[] predictors = new int[4];
    private int endOfBandRun;

    PlainJpeg(byte[] in) {
        this.in = in;
        data = new PlainBits(in);
        data.at = 2;
        while (true) {
            int marker = in[data.at + 1] & 255;
            if (in[data.at] != -1) {
                throw new IllegalStateException("marker expected at " + data.at);
            }
            data.at++;
            if (marker == 0xFF) {
                continue;
            }
            data.at++;
            if (marker == 0xD9) {
                return;
            }
            if (marker == 1 || (marker >= 0xD0 && marker < 0xD8)) {
                continue;
            }
            int end = data.at + word(data.at);
            int body = data.at + 2;
            data.at = end;
            switch (marker) {
                case 0xC0, 0xC1, 0xC2 -> frame(body, marker == 0xC2);
                case 0xC4 -> codes(body, end);
                case 0xDB -> quantisation(body, end);
                case 0xDD -> interval = word(body);
                case 0xDA -> scan(body);
                default -> {}
            }
        }
    }

    int blocksAcross(int c) {
        return ceil(ceil(width * h[c], hMax), 8);
    }

    int blocksDown(int c) {
        return ceil(ceil(height * v[c], vMax), 8);
    }

    private static int ceil(int a, int b) {
        return (a + b - 1) / b;
    }

    private int word(int p) {
        return (in[p] & 255) * 256 + (in[p + 1] & 255);
    }

    private void frame(int p, boolean isProgressive) {
        progressive = isProgressive;
        height = word(p + 1);
        width = word(p + 3);
        count = in[p + 5];
        for (int c = 0; c < count; c++) {
            ids[c] = in[p + 6 + 3 * c];
            h[c] = count == 1 ? 1 : in[p + 7 + 3 * c] >> 4;
            v[c] = count == 1 ? 1 : in[p + 7 + 3 * c] & 15;
            slots[c] = in[p + 8 + 3 * c];
            hMax = Math.max(hMax, h[c]);
            vMax = Math.max(vMax, v[c]);
        }
        blocks = new int[count][][][];
        for (int c = 0; c < count; c++) {
            blocks[c] = new int[ceil(height, 8 * vMax) * v[c]][ceil(width, 8 * hMax) * h[c]][64];
        }
    }

    private void quantisation(int start, int end) {
        for (int p = start; p < end; ) {
            int slot = in[p] & 15;
            boolean wide = in[p++] >> 4 != 0;
            tables[slot] = new int[64];
            for (int k = 0; k < 64; k++) {
                tables[slot][k] = wide ? word(p) : in[p] & 255;
                p += wide ? 2 : 1;
            }
        }
    }

    /// A code as three rows: lengths, codes, symbols.
    private void codes(int start, int end) {
        for (int p = start; p < end; ) {
            int where = in[p++];
            int[][] code = new int[3][256];
            int symbolAt = p + 16;
            int n = 0;
            int next = 0;
            for (int length = 1; length <= 16; length++, next *= 2) {
                for (int i = in[p + length - 1] & 255; i > 0; i--) {
                    code[0][n] = length;
                    code[1][n] = next++;
                    code[2][n++] = in[symbolAt++] & 255;
                }
            }
            (where >> 4 == 0 ? dc : ac)[where & 15] = code;
            p = symbolAt;
        }
    }

    private void scan(int p) {
        int parts = in[p];
        int[] c = new int[parts];
        int[] td = new int[parts];
        int[] ta = new int[parts];
        for (int i = 0; i < parts; i++) {
            while (ids[c[i]] != in[p + 1 + 2 * i]) {
                c[i]++;
            }
            td[i] = in[p + 2 + 2 * i] >> 4;
            ta[i] = in[p + 2 + 2 * i] & 15;
            if (steps[c[i]] == null) {
                steps[c[i]] = tables[slots[c[i]]];
            }
        }
        int q = p + 1 + 2 * parts;
        int[] band = {in[q], in[q + 1], in[q + 2] >> 4, in[q + 2] & 15};
        boolean single = parts == 1;
        int across = single ? blocksAcross(c[0]) : ceil(width, 8 * hMax);
        int units = across * (single ? blocksDown(c[0]) : ceil(height, 8 * vMax));
        data.skipToNextByte();
        reset();
        for (int unit = 0; unit < units; unit++) {
            if (interval > 0 && unit > 0 && unit % interval == 0) {
                data.skipMarker();
                reset();
            }
            for (int i = 0; i < parts; i++) {
                int bh = single ? 1 : h[c[i]];
                int bv = single ? 1 : v[c[i]];
                for (int n = 0; n < bh * bv; n++) {
                    int[] block =
                            blocks[c[i]][unit / across * bv + n / bh][unit % across * bh + n % bh];
                    decode(block, c[i], dc[td[i]], ac[ta[i]], band);
                }
            }
        }
    }

    private void reset() {
        endOfBandRun = 0;
        Arrays.fill(predictors, 0);
    }

    private void decode(int[] block, int c, int[][] dcCode, int[][] acCode, int[] band) {
        if (!progressive) {
            block[0] = predictors[c] += data.signed(data.symbol(dcCode));
            for (int k = 1; k < 64; k++) {
                int rs = data.symbol(acCode);
                if (rs == 0) {
                    break;
                }
                k += rs >> 4;
                block[k] = data.signed(rs & 15);
            }
        } else if (band[0] == 0) {
            if (band[2] == 0) {
                predictors[c] += data.signed(data.symbol(dcCode));
                block[0] = predictors[c] << band[3];
            } else {
                block[0] |= data.bit() << band[3];
            }
        } else if (band[2] == 0) {
            firstBand(block, acCode, band[0], band[1], band[3]);
        } else {
            refineBand(block, acCode, band[0], band[1], 1 << band[3]);
        }
    }

    private void firstBand(int[] block, int[][] code, int from, int to, int low) {
        if (endOfBandRun > 0) {
            endOfBandRun--;
            return;
        }
        for (int k = from; k <= to; k++) {
            int rs = data.symbol(code);
            int size = rs & 15;
            if (size == 0 && rs >> 4 < 15) {
                endOfBandRun = (1 << (rs >> 4)) + data.bits(rs >> 4) - 1;
                return;
            }
            k += rs >> 4;
            if (size > 0) {
                block[k] = data.signed(size) * (1 << low);
            }
        }
    }

    private void refineBand(int[] block, int[][] code, int from, int to, int step) {
        int k = from;
        if (endOfBandRun == 0) {
            while (k <= to) {
                int rs = data.symbol(code);
                int run = rs >> 4;
                int fresh = 0;
                if ((rs & 15) == 0 && run < 15) {
                    endOfBandRun = (1 << run) + data.bits(run);
                    break;
                } else if ((rs & 15) == 1) {
                    fresh = data.bit() == 1 ? step : -step;
                }
                for (; k <= to; k++) {
                    if (block[k] != 0) {
                        block[k] += data.bit() * step * Integer.signum(block[k]);
                    } else if (run-- == 0) {
                        block[k++] = fresh;
                        break;
                    }
                }
            }
        }
        if (endOfBandRun > 0) {
            for (; k <= to; k++) {
                if (block[k] != 0) {
                    block[k] += data.bit() * step * Integer.signum(block[k]);
                }
            }
            endOfBandRun--;
        }
    }
}
