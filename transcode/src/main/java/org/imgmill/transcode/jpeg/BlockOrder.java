package org.imgmill.transcode.jpeg;

/// The order in which the blocks of a scan are coded, one run without a restart at a time.
final class BlockOrder {

    /// What is done to the blocks of a run.
    interface Run {

        /// @param blocks numbers of the blocks in [Coefficients]
        /// @param parts for each block, its component's place in the scan
        void decode(int[] blocks, int[] parts, int from, int end);
    }

    private final int[] blocks;
    private final int[] parts;
    private final int blocksPerUnit;
    private final int rows;

    /// By place in the scan: from a block to the one below it in the next row of units.
    private final int[] rowSteps;

    BlockOrder(Frame frame, Scan scan) {
        Component[] components = scan.components();
        boolean interleaved = scan.isInterleaved();
        int across = interleaved ? frame.mcusAcross() : components[0].blocksAcross();
        rows = interleaved ? frame.mcusDown() : components[0].blocksDown();
        rowSteps = new int[components.length];
        int perUnit = 0;
        for (int part = 0; part < components.length; part++) {
            int height = interleaved ? components[part].v() : 1;
            rowSteps[part] = components[part].stride() * height;
            perUnit += interleaved ? components[part].h() * height : 1;
        }
        blocksPerUnit = perUnit;
        blocks = new int[across * perUnit];
        parts = new int[across * perUnit];
        for (int unit = 0, i = 0; unit < across; unit++) {
            for (int part = 0; part < components.length; part++) {
                i = layOut(components[part], part, interleaved, unit, i);
            }
        }
    }

    private int layOut(Component component, int part, boolean interleaved, int unit, int start) {
        int h = interleaved ? component.h() : 1;
        int v = interleaved ? component.v() : 1;
        int i = start;
        for (int y = 0; y < v; y++) {
            for (int x = 0; x < h; x++) {
                blocks[i] = component.block(y, unit * h + x);
                parts[i++] = part;
            }
        }
        return i;
    }

    /// Walks all rows and makes sure that the scan ends with the last.
    void walk(ScanReader in, Run run) {
        for (int row = 0; row < rows; row++) {
            for (int at = 0; at < blocks.length; ) {
                int end = at + in.upTo((blocks.length - at) / blocksPerUnit) * blocksPerUnit;
                run.decode(blocks, parts, at, end);
                at = end;
            }
            for (int i = 0; i < blocks.length; i++) {
                blocks[i] += rowSteps[parts[i]];
            }
        }
        in.finish();
    }
}
