package org.imgmill.processing;

import java.util.ArrayDeque;
import org.imgmill.batch.Lanes;
import org.jspecify.annotations.Nullable;

/// Reads the images of a lane whose turn it is: those not yet tried first, in order, and those due
/// again when there are no such.
final class DueImages {

    private static final int READ = 128;

    private final Lanes lanes;
    private final Lanes.Turn turn;
    private final Unwritten unwritten;
    private final ArrayDeque<Lanes.Due> read = new ArrayDeque<>();

    private LaneCursor cursor;
    private boolean freshExhausted;
    private boolean exhausted;

    DueImages(Lanes lanes, Lanes.Turn turn, LaneCursor cursor, Unwritten unwritten) {
        this.lanes = lanes;
        this.turn = turn;
        this.cursor = cursor;
        this.unwritten = unwritten;
    }

    /// Null if none is due.
    Lanes.@Nullable Due next() {
        if (read.isEmpty()) {
            read();
        }
        var next = read.poll();
        if (next != null) {
            cursor = cursor.past(next.id().number());
        }
        return next;
    }

    private void read() {
        if (!freshExhausted) {
            var fresh = lanes.fresh(turn, cursor.cursor(), READ);
            read.addAll(fresh);
            freshExhausted = fresh.size() < READ;
        }
        if (read.isEmpty() && turn.waiting()) {
            for (var again : lanes.again(turn, READ)) {
                if (!unwritten.contains(again.id())) {
                    read.add(again);
                }
            }
        }
        exhausted = read.isEmpty();
    }

    /// Whether all that was due has been handed out.
    boolean exhausted() {
        return exhausted;
    }

    LaneCursor cursor() {
        return cursor;
    }
}
