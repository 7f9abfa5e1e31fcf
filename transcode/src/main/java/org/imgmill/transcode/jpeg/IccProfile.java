package org.imgmill.transcode.jpeg;

import java.util.ArrayList;
import java.util.List;

/// Puts the chunks of a colour profile in order, or drops a profile that is not whole.
final class IccProfile {

    private static final String SIGNATURE = "ICC_PROFILE\0";
    private static final int CHUNK_HEADER = SIGNATURE.length() + 2;
    private static final int MAGIC_AT = 36;

    static boolean isChunk(byte[] in, Segment segment) {
        return segment.marker() == 0xE2
                && segment.end() - segment.bodyFrom() >= CHUNK_HEADER
                && Bytes.startsWith(in, segment.bodyFrom(), segment.end(), SIGNATURE);
    }

    /// The segments in the order of their numbers; empty when one is missing, there twice, or the
    /// bytes are no profile: a wrong profile shifts every colour, none means sRGB.
    static List<Segment> inOrder(byte[] in, List<Segment> chunks) {
        var ordered = new ArrayList<Segment>(chunks.size());
        for (int number = 1; number <= chunks.size(); number++) {
            for (Segment chunk : chunks) {
                if (Bytes.u8(in, chunk.bodyFrom() + SIGNATURE.length()) == number
                        && Bytes.u8(in, chunk.bodyFrom() + SIGNATURE.length() + 1)
                                == chunks.size()) {
                    ordered.add(chunk);
                }
            }
            if (ordered.size() != number) {
                return List.of();
            }
        }
        return !ordered.isEmpty() && startsProfile(in, ordered.getFirst()) ? ordered : List.of();
    }

    private static boolean startsProfile(byte[] in, Segment first) {
        int profile = first.bodyFrom() + CHUNK_HEADER;
        return Bytes.startsWith(in, profile + MAGIC_AT, first.end(), "acsp");
    }

    private IccProfile() {}
}
