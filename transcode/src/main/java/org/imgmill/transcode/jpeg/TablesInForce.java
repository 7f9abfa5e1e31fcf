package org.imgmill.transcode.jpeg;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The Huffman codes and quantisation steps that the segments read so far have defined.
final class TablesInForce {

    private final byte[] in;
    private final int[] @Nullable [] steps = new int[4][];
    private final HuffmanCode[] dcCodes = new HuffmanCode[4];
    private final HuffmanCode[] acCodes = new HuffmanCode[4];

    TablesInForce(byte[] in) {
        this.in = in;
        Arrays.fill(dcCodes, HuffmanCode.NONE);
        Arrays.fill(acCodes, HuffmanCode.NONE);
    }

    HuffmanCode dcCode(int slot) {
        return dcCodes[slot];
    }

    HuffmanCode acCode(int slot) {
        return acCodes[slot];
    }

    /// The steps in a slot, in zig-zag order.
    int[] steps(int slot) {
        int[] inForce = slot < 4 ? steps[slot] : null;
        if (inForce == null) {
            throw Refusal.corrupt("a component without quantisation table");
        }
        return inForce;
    }

    /// Reads the body of a DHT segment.
    void huffmanCodes(int body, int end) {
        for (int at = body; at < end; ) {
            int target = Bytes.u8(in, at);
            if ((target & 15) > 3 || target >> 4 > 1) {
                throw Refusal.corrupt("Huffman table in no slot");
            }
            HuffmanCode code = HuffmanCode.read(in, at + 1, end);
            (target >> 4 == 0 ? dcCodes : acCodes)[target & 15] = code;
            at += 17 + code.size();
        }
    }

    /// Reads the body of a DQT segment.
    void quantisationSteps(int body, int end) {
        for (int at = body; at < end; ) {
            int target = Bytes.u8(in, at);
            int width = (target >> 4) + 1;
            if ((target & 15) > 3 || width > 2 || at + 1 + 64 * width > end) {
                throw Refusal.corrupt("malformed quantisation table");
            }
            int[] table = new int[64];
            for (int k = 0; k < 64; k++) {
                int place = at + 1 + k * width;
                table[k] = width == 1 ? Bytes.u8(in, place) : Bytes.u16(in, place);
                if (table[k] == 0 || table[k] > 255) {
                    throw Refusal.unsupported("quantisation step of " + table[k]);
                }
            }
            steps[target & 15] = table;
            at += 1 + 64 * width;
        }
    }
}
