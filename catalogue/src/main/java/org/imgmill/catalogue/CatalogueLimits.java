package org.imgmill.catalogue;

/// How large a catalogue may be; bytes are counted after inflation.
public record CatalogueLimits(
        long maxRows, long maxImages, long maxBytes, int maxCellBytes, int maxColumns) {

    public static final CatalogueLimits DEFAULT =
            new CatalogueLimits(1_000_000, 5_000_000, 1L << 30, 1 << 20, 1_000);

    /// For a look at the first lines, of which only a part may be there.
    static final CatalogueLimits HEAD = new CatalogueLimits(1, 1, 1, 1 << 20, 1 << 20);

    public CatalogueLimits {
        if (maxRows < 1 || maxImages < 1 || maxBytes < 1 || maxCellBytes < 1 || maxColumns < 3) {
            throw new IllegalArgumentException("limits that no catalogue can keep");
        }
    }

    /// A whole row is held in memory, so it must not have a thousand cells of a megabyte.
    long maxRowBytes() {
        return 8L * maxCellBytes;
    }
}
