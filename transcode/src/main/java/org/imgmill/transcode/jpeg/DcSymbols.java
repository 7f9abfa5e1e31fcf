package org.imgmill.transcode.jpeg;

/// The DC differences of all components, in the order of the MCUs.
record DcSymbols(Frame frame, Candidates from) {

    private static final int SECOND_CODE = 1 << 14;
    private static final int NO_ZEROS = 1 << 8;

    void addTo(BandSymbols symbols) {
        int[] values = Records.dcValues();
        int[] before = new int[3];
        symbols.reserve(frame.blocks());
        for (int row = 0; row < frame.mcusDown(); row++) {
            for (int column = 0; column < frame.mcusAcross(); column++) {
                for (Component component : frame.components()) {
                    int kind = NO_ZEROS + (component.index() == 0 ? 0 : SECOND_CODE);
                    for (int y = row * component.v(); y < (row + 1) * component.v(); y++) {
                        for (int x = column * component.h();
                                x < (column + 1) * component.h();
                                x++) {
                            int dc = before[component.index()];
                            if (component.holdsPicture(y, x)) {
                                dc = from.dcs[component.block(y, x)];
                            }
                            symbols.add(
                                    kind | (values[dc - before[component.index()] + 2048] & ~1));
                            before[component.index()] = dc;
                        }
                    }
                }
            }
        }
    }
}
