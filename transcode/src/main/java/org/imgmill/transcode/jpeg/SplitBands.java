package org.imgmill.transcode.jpeg;

/// Turns the chosen levels of components into the symbols of one or two bands, and keeps count of
/// what the same levels would be in a single scan.
///
/// Written for speed: symbols and counts are written through local variables, and of the single
/// scan only the difference is counted, which is one value a block.
final class SplitBands {

    private final Candidates from;

    /// What [OutputCodes] would count in a baseline file, less what the bands count.
    private final int[] difference = new int[64 << 4];

    SplitBands(Candidates from) {
        this.from = from;
    }

    /// What a baseline file would count: zeros plus one << 4 | size; 0: ends.
    int[] baseline(BandSymbols... bands) {
        int[] counts = difference.clone();
        for (BandSymbols band : bands) {
            for (int i = 1 << 4; i < counts.length; i++) {
                counts[i] += band.counts[i];
            }
        }
        return counts;
    }

    /// Of a component's AC values, those up to the cut and those above it.
    void split(Component component, int cut, BandSymbols low, BandSymbols high) {
        for (int row = 0; row < component.blocksDown(); row++) {
            low.reserve(component.blocksAcross() * (cut + 1) + 1);
            high.reserve(component.blocksAcross() * (64 - cut) + 1);
            splitRow(component, row, cut, low, high);
        }
        low.flush();
        high.flush();
    }

    private void splitRow(
            Component component, int row, int cut, BandSymbols low, BandSymbols high) {
        final int[] blocks = from.blocks;
        final int[] difference = this.difference;
        final int[] lowList = low.list;
        final int[] highList = high.list;
        final int[] lowCounts = low.counts;
        final int[] highCounts = high.counts;
        final int first = component.block(row, 0);
        final int end = first + component.blocksAcross();
        int lows = low.size;
        int highs = high.size;
        int[] pool = from.chunk(Candidates.chunkOf(blocks[first]));
        int chunk = Candidates.chunkOf(blocks[first]);
        for (int block = first; block < end; block++) {
            int start = blocks[block];
            if (Candidates.chunkOf(start) != chunk) {
                chunk = Candidates.chunkOf(start);
                pool = from.chunk(chunk);
            }
            int i = Candidates.placeOf(start);
            int level = pool[i];
            int position = level >>> 8 & 63;
            int last = 0;
            if (level != 0 && position <= cut) {
                if (low.ends > 0) {
                    low.size = lows;
                    low.flush();
                    lows = low.size;
                }
                do {
                    int symbol = level - (last << 8);
                    lowList[lows++] = symbol;
                    lowCounts[symbol >>> 4 & 1023]++;
                    last = position;
                    level = pool[++i];
                    position = level >>> 8 & 63;
                } while (level != 0 && position <= cut);
            }
            if (last != cut && ++low.ends == BandSymbols.MOST_ENDS) {
                low.size = lows;
                low.flush();
                lows = low.size;
            }
            if (level != 0) {
                if (high.ends > 0) {
                    high.size = highs;
                    high.flush();
                    highs = high.size;
                }
                difference[(level - (last << 8)) >>> 4 & 1023]++;
                difference[(level - (cut << 8)) >>> 4 & 1023]--;
                last = cut;
                do {
                    int symbol = level - (last << 8);
                    highList[highs++] = symbol;
                    highCounts[symbol >>> 4 & 1023]++;
                    last = level >>> 8 & 63;
                    level = pool[++i];
                } while (level != 0);
            }
            if (last != 63) {
                difference[0]++;
                if (++high.ends == BandSymbols.MOST_ENDS) {
                    high.size = highs;
                    high.flush();
                    highs = high.size;
                }
            }
        }
        low.size = lows;
        high.size = highs;
    }

    /// All AC values of a component as one band.
    void whole(Component component, BandSymbols all) {
        for (int row = 0; row < component.blocksDown(); row++) {
            all.reserve(component.blocksAcross() * 64 + 1);
            for (int column = 0; column < component.blocksAcross(); column++) {
                int start = from.blocks[component.block(row, column)];
                int[] pool = from.chunk(Candidates.chunkOf(start));
                int i = Candidates.placeOf(start);
                int last = 0;
                int level = pool[i];
                if (level != 0) {
                    all.flush();
                    int[] list = all.list;
                    int size = all.size;
                    do {
                        int symbol = level - (last << 8);
                        list[size++] = symbol;
                        all.counts[symbol >>> 4 & 1023]++;
                        last = level >>> 8 & 63;
                        level = pool[++i];
                    } while (level != 0);
                    all.size = size;
                }
                if (last != 63) {
                    all.end();
                    difference[0]++;
                }
            }
        }
        all.flush();
    }
}
