package org.imgmill.transcode.jpeg;

import java.util.List;

/// A JPEG taken apart, before any of its entropy-coded data is decoded.
///
/// @param steps the quantisation steps of each component, in zig-zag order
record JpegFile(Frame frame, int[][] steps, List<Scan> scans, Metadata metadata) {

    /// Whether one interleaved scan holds everything, so that nothing needs to be stored.
    boolean isOneSequentialScan() {
        return !frame.progressive() && scans.size() == 1;
    }
}
