package org.imgmill.transcode.jpeg;

/// The order in which the blocks of a scan are coded.
final class BlockOrder {

    /// What is done to each block.
    interface Visitor {

        /// @param block number of the block in [Coefficients]
        /// @param part the component's place in the scan
        void visit(int block, int part);
    }

    static void walk(Frame frame, Scan scan, ScanReader in, Visitor visitor) {
        if (scan.isInterleaved()) {
            interleaved(frame, scan.components(), in, visitor);
            return;
        }
        Component only = scan.components()[0];
        for (int row = 0; row < only.blocksDown(); row++) {
            for (int column = 0; column < only.blocksAcross(); ) {
                int run = in.upTo(only.blocksAcross() - column);
                for (int end = column + run; column < end; column++) {
                    visitor.visit(only.block(row, column), 0);
                }
            }
        }
    }

    private static void interleaved(
            Frame frame, Component[] parts, ScanReader in, Visitor visitor) {
        for (int mcuRow = 0; mcuRow < frame.mcusDown(); mcuRow++) {
            for (int mcu = 0; mcu < frame.mcusAcross(); ) {
                int run = in.upTo(frame.mcusAcross() - mcu);
                for (int end = mcu + run; mcu < end; mcu++) {
                    for (int part = 0; part < parts.length; part++) {
                        mcuOf(parts[part], part, mcuRow, mcu, visitor);
                    }
                }
            }
        }
    }

    private static void mcuOf(Component of, int part, int mcuRow, int mcu, Visitor visitor) {
        for (int y = 0; y < of.v(); y++) {
            for (int x = 0; x < of.h(); x++) {
                visitor.visit(of.block(mcuRow * of.v() + y, mcu * of.h() + x), part);
            }
        }
    }

    private BlockOrder() {}
}
