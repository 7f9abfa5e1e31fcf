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

    /// How many bits of entropy-coded data there are for each pixel: how much detail.
    double bitsPerPixel() {
        int start = scans.getFirst().segments()[0];
        int[] last = scans.getLast().segments();
        double bits = 8.0 * (last[last.length - 1] - start);
        return bits / ((double) frame.width() * frame.height());
    }
}
