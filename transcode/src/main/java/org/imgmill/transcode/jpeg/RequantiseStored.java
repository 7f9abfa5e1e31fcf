package org.imgmill.transcode.jpeg;

/// Turns stored coefficients into records, in the order of the output's MCUs.
final class RequantiseStored {

    private final Frame frame;
    private final Coefficients coefficients;
    private final Requantiser[] requantisers;
    private final Records out;
    private final int[] written = new int[3];

    RequantiseStored(Frame frame, Requantiser[] requantisers, Workspace workspace) {
        this.frame = frame;
        coefficients = workspace.coefficients();
        this.requantisers = requantisers;
        out = workspace.records();
    }

    void run() {
        for (int row = 0; row < frame.mcusDown(); row++) {
            for (int column = 0; column < frame.mcusAcross(); column++) {
                out.fits(1, 10);
                for (Component component : frame.components()) {
                    mcu(component, row, column, component.h(), component.v());
                }
            }
        }
    }

    /// Also halves chroma.
    void run(ChromaFold[] folds) {
        int rows = (frame.components()[0].blocksDown() + 1) >> 1;
        int columns = (frame.components()[0].blocksAcross() + 1) >> 1;
        var fold = new FoldStored(frame, coefficients);
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < 2; i++) {
                fold.row(frame.components()[i + 1], folds[i], row);
            }
            for (int column = 0; column < columns; column++) {
                out.fits(1, 6);
                mcu(frame.components()[0], row, column, 2, 2);
                folds[0].write(column, out);
                folds[1].write(column, out);
            }
        }
    }

    private void mcu(Component component, int row, int column, int h, int v) {
        for (int y = row * v; y < row * v + v; y++) {
            for (int x = column * h; x < column * h + h; x++) {
                if (component.holdsPicture(y, x)) {
                    block(component, component.block(y, x));
                } else {
                    out.addEmptyBlock(dcClass(component));
                }
            }
        }
    }

    private void block(Component component, int block) {
        Requantiser requantiser = requantisers[component.index()];
        int[] factors = requantiser.factors;
        boolean luma = component.index() == 0;
        int rounding = luma ? Requantiser.LUMA_ROUNDING : Requantiser.CHROMA_ROUNDING;
        int[] acValues = Records.acValues();
        short[] values = coefficients.values;
        int base = block << 6;
        int[] to = out.chunk;
        int p = out.count;
        int dc = requantiser.dc(values[base]);
        to[p++] = dcClass(component) + Records.dcValues()[dc - written[component.index()] + 2048];
        written[component.index()] = dc;
        for (long left = coefficients.nonZero[block] & ~1L; left != 0; left &= left - 1) {
            int k = Long.numberOfTrailingZeros(left);
            int value = coefficients.whole(block, k);
            int product = Math.clamp(value, -1023, 1023) * factors[k];
            int requantised = acValues[(product + rounding) >>> Requantiser.SHIFT];
            to[p] = (k << Records.POSITION) + requantised;
            p += requantised & 1; // 0 if the value became zero
        }
        if ((to[p - 1] & Records.LAST_POSITION) != Records.LAST_POSITION) {
            to[p++] = luma ? Records.LUMA_END : Records.CHROMA_END;
        }
        out.count = p;
    }

    private static int dcClass(Component component) {
        return component.index() == 0 ? Records.LUMA_DC : Records.CHROMA_DC;
    }
}
