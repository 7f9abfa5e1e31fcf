package org.imgmill.transcode.jpeg;

import java.util.ArrayList;
import java.util.List;
import org.imgmill.transcode.jpeg.Recompressed.Reason;

/// A long list of `int`s in pieces, so that a large picture never copies a large array.
abstract class Chunks {

    static final int CHUNK_BITS = 18;

    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final int MOST_CHUNKS = 64;
    private static final int CHUNKS_TO_KEEP = 8;

    /// The chunk being filled; a writer puts `count` back when it is done.
    int[] chunk = new int[CHUNK];

    int count;

    private final List<int[]> chunks = new ArrayList<>(List.of(chunk));
    private final int[] counts = new int[MOST_CHUNKS];
    private int current;

    void reset() {
        while (chunks.size() > CHUNKS_TO_KEEP) {
            chunks.removeLast();
        }
        current = 0;
        chunk = chunks.getFirst();
        count = 0;
    }

    /// How many of n units, each of at most so many entries, fit into the current chunk: at least
    /// one, if need be in a new chunk.
    final int fitsEntries(int n, int entriesPerUnit) {
        int room = (CHUNK - count) / entriesPerUnit;
        if (room == 0) {
            nextChunk();
            room = CHUNK / entriesPerUnit;
        }
        return Math.min(n, room);
    }

    private void nextChunk() {
        counts[current++] = count;
        if (current == MOST_CHUNKS) {
            throw new Refusal(Reason.TOO_MUCH_MEMORY, "the output has too many symbols");
        }
        if (current == chunks.size()) {
            chunks.add(new int[CHUNK]);
        }
        chunk = chunks.get(current);
        count = 0;
    }

    final int chunkCount() {
        return current + 1;
    }

    final int[] chunk(int i) {
        return chunks.get(i);
    }

    final int count(int i) {
        return i == current ? count : counts[i];
    }
}
