package org.imgmill.transcode.jpeg;

/// One SOS segment with the tables in force at that point, and where its data lies.
///
/// @param from first coefficient of the band, in zig-zag order
/// @param to last coefficient of the band
/// @param high the bit position that earlier scans reached; 0: this is the band's first scan
/// @param low the bit position that this scan reaches; 0: full precision
/// @param restartInterval MCUs between restart markers; 0: none
/// @param segments where each restart segment starts in the unstuffed data, then where the last
///   ends
record Scan(
        Component[] components,
        HuffmanCode[] dcCodes,
        HuffmanCode[] acCodes,
        int from,
        int to,
        int high,
        int low,
        int restartInterval,
        int[] segments) {

    boolean isInterleaved() {
        return components.length > 1;
    }

    boolean isWholeBand() {
        return from == 0 && to == 63 && high == 0 && low == 0;
    }
}
