package org.imgmill.transcode.jpeg;

/// Puts a band of stored coefficients into [Columns]: what [ScatterScan] is to a picture of one
/// scan, this is to a progressive one.
record ScatterStored(Coefficients coefficients, Columns[] byComponent) {

    /// Takes so many rows of MCUs, from this one on.
    void band(int mcuRow, int mcuRows) {
        for (Columns to : byComponent) {
            Component component = to.component();
            int first = mcuRow * component.v();
            int end = Math.min(first + mcuRows * component.v(), component.blocksDown());
            for (int row = first; row < end; row++) {
                for (int column = 0; column < component.blocksAcross(); column++) {
                    int base = column * to.stride;
                    block(component.block(row, column), to, base, to.shift + row - first);
                }
            }
        }
    }

    private void block(int block, Columns to, int base, int row) {
        int dc = Math.clamp(coefficients.values[block << 6], -1024, 1023);
        to.columns[base][row] = dc * to.steps[0];
        long left = coefficients.nonZero[block] & to.needed & ~1L;
        for (; left != 0; left &= left - 1) {
            int k = Long.numberOfTrailingZeros(left);
            int value = coefficients.whole(block, k);
            int place = to.place[k];
            to.columns[base + (place >>> 16)][(place & 0xFFFF) + row] = value * to.steps[k];
        }
    }
}
