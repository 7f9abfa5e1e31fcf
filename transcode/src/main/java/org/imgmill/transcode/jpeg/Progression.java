package org.imgmill.transcode.jpeg;

import java.util.Arrays;

/// Which bits of which coefficients the scans read so far have delivered.
///
/// A picture is whole when every coefficient of every component is known to its last bit. Decoders
/// differ in how they smooth over what is missing, so an incomplete picture is not ours to rewrite.
final class Progression {

    private static final byte NOTHING = -1;

    private final byte[][] lowestBit;
    private final boolean progressive;

    Progression(Frame frame) {
        progressive = frame.progressive();
        lowestBit = new byte[frame.components().length][64];
        for (byte[] component : lowestBit) {
            Arrays.fill(component, NOTHING);
        }
    }

    /// Takes note of a scan, or refuses it if it does not continue what came before.
    void accept(Scan scan) {
        if (progressive ? !isProgressionStep(scan) : !scan.isWholeBand()) {
            throw Refusal.corrupt("impossible scan parameters");
        }
        for (Component component : scan.components()) {
            byte[] bits = lowestBit[component.index()];
            if (scan.from() > 0 && bits[0] == NOTHING) {
                throw Refusal.corrupt("AC scan before the DC scan");
            }
            for (int k = scan.from(); k <= scan.to(); k++) {
                if (bits[k] != (scan.high() == 0 ? NOTHING : scan.high())) {
                    throw Refusal.corrupt("scans that do not follow each other");
                }
                bits[k] = (byte) scan.low();
            }
        }
    }

    private static boolean isProgressionStep(Scan scan) {
        boolean band =
                scan.from() == 0
                        ? scan.to() == 0
                        : scan.from() <= scan.to() && scan.to() < 64 && !scan.isInterleaved();
        return band && scan.low() <= 13 && (scan.high() == 0 || scan.high() == scan.low() + 1);
    }

    void requireWhole() {
        for (byte[] component : lowestBit) {
            for (byte bit : component) {
                if (bit != 0) {
                    throw Refusal.truncated("some coefficients are missing");
                }
            }
        }
    }
}
