package org.imgmill.transcode.jpeg;

import java.util.ArrayList;
import java.util.List;

/// The buffers of resizing, kept from picture to picture as long as they are of an ordinary size.
final class ResizeBuffers {

    /// 32 MB.
    private static final long MOST_FLOATS_TO_KEEP = 8L << 20;

    private final AxisCache axes = new AxisCache();
    private final Columns[] columns = {new Columns(), new Columns(), new Columns()};
    private final List<Rendition> renditions = new ArrayList<>();
    private long floats;

    /// The columns of a picture's three components.
    Columns[] columns() {
        return columns;
    }

    /// So many outputs of one picture.
    List<Rendition> renditions(int count) {
        while (renditions.size() < count) {
            renditions.add(new Rendition(axes));
        }
        return renditions.subList(0, count);
    }

    /// Notes how much the picture at hand takes.
    void takes(long someFloats) {
        floats = Math.max(floats, someFloats);
    }

    void shrink() {
        if (floats > MOST_FLOATS_TO_KEEP) {
            for (Columns some : columns) {
                some.shrink();
            }
            renditions.clear();
        }
        renditions.forEach(Rendition::shrink);
        floats = 0;
    }
}
