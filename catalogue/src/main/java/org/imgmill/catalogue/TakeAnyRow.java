package org.imgmill.catalogue;

import java.util.List;

/// Takes any line that can be read: an id is any text or else the row's number, a name may be
/// missing, and so may images. Only a line that is not written as it should be is a bad row.
final class TakeAnyRow implements TakeRow {

    private final CatalogueHeader header;
    private final int width;
    private String lastId = "";
    private String lastName = "";

    TakeAnyRow(CatalogueHeader header) {
        this.header = header;
        this.width = header.columns().size();
    }

    @Override
    public Taken take(Sample.Row read, long row, String[] found) {
        long line = read.line();
        String[] cells = TakeRow.fitted(found, width);
        if (read.flaw() != null) {
            return new Taken.Bad(new BadRow(line, cells, List.of(read.flaw())));
        }
        if (cells.length > width) {
            Problem tooMany = TakeRow.tooManyCells(line, header, found);
            return new Taken.Bad(new BadRow(line, cells, List.of(tooMany)));
        }
        cells = linked(read, cells);
        String id = header.serial() < 0 ? "" : Blank.strip(cells[header.serial()]);
        String name = header.name() < 0 ? "" : Blank.strip(cells[header.name()]);
        if (name.isEmpty() && goesOn(cells, id)) {
            id = lastId;
            name = lastName;
        }
        lastId = id;
        lastName = name;
        String known = id.isEmpty() ? Long.toString(row) : id;
        return new Taken.Good(new CatalogueRow(line, cells, known, name, header.urlsOf(cells)));
    }

    /// Whether a row without a name belongs to the product above. A shop that writes a row per
    /// image names the product in the first of them only: others have its id, or neither id nor
    /// name, or nothing but an image.
    private boolean goesOn(String[] cells, String id) {
        if (!id.isEmpty()) {
            return id.equals(lastId);
        }
        boolean image = false;
        boolean more = false;
        for (int column = 0; column < cells.length; column++) {
            boolean isImage = header.imageColumns().contains(column);
            image |= isImage && !Blank.is(cells[column]);
            more |= !isImage && !Blank.is(cells[column]);
        }
        return image && (header.serial() >= 0 ? !lastId.isEmpty() : !more);
    }

    /// Puts the address into image cells that only link to it.
    private String[] linked(Sample.Row read, String[] cells) {
        if (read.links() == null) {
            return cells;
        }
        String[] linked = cells.clone();
        for (int column : header.imageColumns()) {
            boolean stands = column < Math.max(read.cells().length, read.links().length);
            linked[column] = stands ? read.address(column) : cells[column];
        }
        return linked;
    }
}
