package org.imgmill.transcode.jpeg;

/// Turns chosen levels into the records of a single scan, in the order of the MCUs.
final class BaselineRecords {

    private final Frame frame;
    private final Candidates from;
    private final Records out;
    private final int[] written = new int[3];

    BaselineRecords(Frame frame, Workspace workspace) {
        this.frame = frame;
        from = workspace.candidates();
        out = workspace.records();
    }

    void run() {
        for (int row = 0; row < frame.mcusDown(); row++) {
            for (int column = 0; column < frame.mcusAcross(); column++) {
                out.fits(1, 10);
                for (Component component : frame.components()) {
                    mcu(component, row, column);
                }
            }
        }
    }

    private void mcu(Component component, int row, int column) {
        boolean luma = component.index() == 0;
        for (int y = row * component.v(); y < (row + 1) * component.v(); y++) {
            for (int x = column * component.h(); x < (column + 1) * component.h(); x++) {
                if (component.holdsPicture(y, x)) {
                    block(component.index(), luma, component.block(y, x));
                } else {
                    out.addEmptyBlock(luma ? Records.LUMA_DC : Records.CHROMA_DC);
                }
            }
        }
    }

    private void block(int component, boolean luma, int block) {
        int[] to = out.chunk;
        int p = out.count;
        int dc = from.dcs[block];
        to[p++] =
                (luma ? Records.LUMA_DC : Records.CHROMA_DC)
                        + Records.dcValues()[dc - written[component] + 2048];
        written[component] = dc;
        int end = luma ? Records.LUMA_END : Records.CHROMA_END;
        int kind = end - Records.LAST_POSITION;
        int[] pool = from.chunk(Candidates.chunkOf(from.blocks[block]));
        for (int i = Candidates.placeOf(from.blocks[block]); pool[i] != 0; i++) {
            to[p++] = pool[i] + kind;
        }
        if ((to[p - 1] & Records.LAST_POSITION) != Records.LAST_POSITION) {
            to[p++] = end;
        }
        out.count = p;
    }
}
