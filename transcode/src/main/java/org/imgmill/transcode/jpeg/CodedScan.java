package org.imgmill.transcode.jpeg;

import java.util.ArrayList;
import java.util.List;

/// A scan as it is written: what it covers, its codes and where its bits end.
///
/// @param components by index
/// @param from first coefficient of the band, in zig-zag order
/// @param codes those that it needs and no earlier scan defines
/// @param end of its bits among those of all scans; they begin where the scan before ends
record CodedScan(int[] components, int from, int to, List<Code> codes, int end) {

    /// @param slot as a DHT segment has it: 16 for AC, plus 1 for chroma
    record Code(int slot, HuffmanCode code) {}

    /// Everything in one scan, as [EncodeRecords] leaves it.
    static CodedScan baseline(Frame frame, EncodeRecords encoded) {
        var codes = new ArrayList<Code>();
        for (int kind = 0; kind < OutputCodes.CLASSES; kind++) {
            boolean chroma = (kind & 1) != 0;
            if (!chroma || frame.isColour()) {
                codes.add(new Code(kind >> 1 << 4 | (kind & 1), encoded.codes().code(kind)));
            }
        }
        return new CodedScan(all(frame), 0, 63, codes, encoded.length());
    }

    static int[] all(Frame frame) {
        return frame.isColour() ? new int[] {0, 1, 2} : new int[1];
    }

    /// The slots of a chroma component's codes, as an SOS segment has them: none for a code that
    /// the band does not need.
    int slots() {
        return (from == 0 ? 0x10 : 0) | (to > 0 ? 1 : 0);
    }
}
