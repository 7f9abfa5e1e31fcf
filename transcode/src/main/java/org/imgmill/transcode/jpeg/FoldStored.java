package org.imgmill.transcode.jpeg;

/// Halves stored chroma, one row of blocks of the output at a time.
record FoldStored(Frame frame, Coefficients from) {

    void row(Component component, ChromaFold fold, int row) {
        fold.clear();
        int first = frame.foldsDown() ? 2 * row : row;
        int end = Math.min(component.blocksDown(), frame.foldsDown() ? first + 2 : first + 1);
        for (int y = first; y < end; y++) {
            for (int x = 0; x < component.blocksAcross(); x++) {
                place(component.block(y, x), fold.planes(y - first, x), fold.place(x), fold);
            }
        }
        fold.fold(end == first + 2);
    }

    private void place(int block, float[][] planes, int place, ChromaFold fold) {
        float[] steps = fold.steps();
        planes[0][place] = from.values[block << 6] * steps[0];
        for (long left = from.nonZero[block] & ~1L; left != 0; left &= left - 1) {
            int k = Long.numberOfTrailingZeros(left);
            planes[k][place] = from.whole(block, k) * steps[k];
        }
    }
}
