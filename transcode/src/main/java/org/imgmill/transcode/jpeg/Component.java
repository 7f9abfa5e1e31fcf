package org.imgmill.transcode.jpeg;

/// One colour component of a frame and the grid of its blocks.
///
/// @param h horizontal sampling factor: blocks per MCU across
/// @param v vertical sampling factor: blocks per MCU down
/// @param blocksAcross blocks that hold picture, across
/// @param stride blocks that are coded in an interleaved scan, across: padded to whole MCUs
/// @param firstBlock number of this component's first block when all components are stored
record Component(
        int index,
        int id,
        int h,
        int v,
        int quantSlot,
        int blocksAcross,
        int blocksDown,
        int stride,
        int rows,
        int firstBlock) {

    int block(int row, int column) {
        return firstBlock + row * stride + column;
    }

    boolean holdsPicture(int row, int column) {
        return row < blocksDown && column < blocksAcross;
    }
}
