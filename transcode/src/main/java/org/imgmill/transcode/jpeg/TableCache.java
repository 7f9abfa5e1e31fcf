package org.imgmill.transcode.jpeg;

import org.imgmill.transcode.jpeg.DecodingTable.Meaning;
import org.jspecify.annotations.Nullable;

/// Keeps the tables built last: the pictures of one catalogue mostly share their Huffman codes.
final class TableCache {

    private static final int SIZE = 16;

    private record Single(HuffmanCode code, Meaning meaning, DecodingTable table) {}

    private record Shortcut(HuffmanCode code, int threshold, ShortcutTable table) {}

    private final @Nullable Single[] singles = new Single[SIZE];
    private final @Nullable Shortcut[] shortcuts = new Shortcut[SIZE];
    private int nextSingle;
    private int nextShortcut;

    DecodingTable single(HuffmanCode code, Meaning meaning) {
        for (Single kept : singles) {
            if (kept != null && kept.meaning == meaning && kept.code.equals(code)) {
                return kept.table;
            }
        }
        var table = new DecodingTable(code, meaning);
        singles[nextSingle++ % SIZE] = new Single(code, meaning, table);
        return table;
    }

    ShortcutTable shortcut(HuffmanCode code, int threshold) {
        for (Shortcut kept : shortcuts) {
            if (kept != null && kept.threshold == threshold && kept.code.equals(code)) {
                return kept.table;
            }
        }
        var table = new ShortcutTable(single(code, Meaning.AC), threshold);
        shortcuts[nextShortcut++ % SIZE] = new Shortcut(code, threshold, table);
        return table;
    }
}
