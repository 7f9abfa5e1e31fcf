package org.imgmill.transcode.jpeg;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/// Keeps the matrices used last: the pictures of one catalogue are mostly of a few sizes, and
/// making the matrices of one costs as much as a tenth of resizing it.
final class AxisCache {

    /// 8 MB.
    private static final int MOST_FLOATS = 2 << 20;

    private final Map<Axis.Key, Axis> kept =
            new LinkedHashMap<>(16, 0.75f, /* accessOrder= */ true);
    private long floats;

    Axis axis(Axis.Key key) {
        Axis found = kept.get(key);
        if (found != null) {
            return found;
        }
        var made = new Axis(key);
        kept.put(key, made);
        floats += made.length();
        Iterator<Axis> oldest = kept.values().iterator();
        while (floats > MOST_FLOATS && kept.size() > 1) {
            floats -= oldest.next().length();
            oldest.remove();
        }
        return made;
    }
}
