package org.imgmill.transcode.jpeg;

import java.util.Arrays;
import org.imgmill.transcode.jpeg.Recompressed.Reason;

/// The coefficients of a whole picture, for inputs whose blocks arrive in several scans.
///
/// Values are never cleared between pictures: a bit per coefficient says which of them count.
final class Coefficients {

    /// A larger picture needs a process of its own.
    static final int MOST = 32_000_000;

    private static final int MOST_TO_KEEP = 4_000_000;

    short[] values = new short[0];

    /// For each block, the zig-zag positions with a value other than 0; bit 0 is never looked at.
    long[] nonZero = new long[0];

    /// For each block, the zig-zag positions whose value is one further from 0 than stored.
    long[] lastBits = new long[0];

    void reset(int blocks) {
        if (blocks * 64L > MOST) {
            throw new Refusal(Reason.TOO_MUCH_MEMORY, blocks * 64L + " coefficients to store");
        }
        if (nonZero.length < blocks) {
            nonZero = new long[blocks];
            lastBits = new long[blocks];
            values = new short[blocks * 64];
        } else {
            Arrays.fill(nonZero, 0, blocks, 0);
            Arrays.fill(lastBits, 0, blocks, 0);
        }
    }

    void shrink() {
        if (values.length > MOST_TO_KEEP) {
            values = new short[0];
            nonZero = new long[0];
            lastBits = new long[0];
        }
    }

    /// An AC value other than 0, with its last bit.
    int whole(int block, int position) {
        int value = values[(block << 6) + position];
        return value + signed((int) (lastBits[block] >>> position) & 1, value >> 31);
    }

    /// A size with a sign, which is 0 or -1; without a branch, because signs are random.
    static int signed(int size, int sign) {
        return (size ^ sign) - sign;
    }
}
