package org.imgmill.transcode.jpeg;

/// Turns stored coefficients into candidates.
final class StoredCandidates {

    private final Frame frame;
    private final Coefficients from;
    private final Candidates out;

    StoredCandidates(Frame frame, Workspace workspace) {
        this.frame = frame;
        from = workspace.coefficients();
        out = workspace.candidates();
    }

    /// Takes every component as it is.
    void run(Requantiser[] requantisers) {
        for (Component component : frame.components()) {
            take(component, component, requantisers[component.index()]);
        }
    }

    /// Takes luma as it is, and chroma halved.
    ///
    /// @param folded the frame of the output
    void run(Frame folded, Requantiser luma, ChromaFold[] folds) {
        take(frame.components()[0], folded.components()[0], luma);
        var fold = new FoldStored(frame, from);
        for (int i = 0; i < 2; i++) {
            Component to = folded.components()[i + 1];
            for (int row = 0; row < to.blocksDown(); row++) {
                fold.row(frame.components()[i + 1], folds[i], row);
                folds[i].write(to, row, out);
            }
        }
    }

    private void take(Component component, Component to, Requantiser requantiser) {
        for (int row = 0; row < component.blocksDown(); row++) {
            for (int column = 0; column < component.blocksAcross(); column++) {
                out.fits(1, 1);
                int place = to.block(row, column);
                block(component.block(row, column), place, requantiser);
            }
        }
    }

    private void block(int block, int place, Requantiser requantiser) {
        short[] values = from.values;
        int[] factors = requantiser.factors;
        int base = block << 6;
        int[] to = out.chunk;
        int p = out.count;
        final int start = p;
        out.dcs[place] = (short) requantiser.dc(values[base]);
        for (long left = from.nonZero[block] & ~1L; left != 0; left &= left - 1) {
            int k = Long.numberOfTrailingZeros(left);
            int value = Math.clamp(from.whole(block, k), -1023, 1023) * factors[k];
            to[p] = k << 8 | Candidates.rounded(value);
            p += Candidates.isAtLeast(requantiser.least[k], value);
        }
        out.blocks[place] = Candidates.block(out.base() + start, p - start);
        to[p++] = 0;
        out.count = p;
    }
}
