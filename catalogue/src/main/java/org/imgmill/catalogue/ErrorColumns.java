package org.imgmill.catalogue;

import java.util.Arrays;
import java.util.List;

/// The columns that an errors file adds at its end; when it is uploaded again they are dropped.
record ErrorColumns(int kept) {

    static final List<String> NAMES = List.of("Error Row", "Error Codes", "Error Messages");

    /// There are none.
    static final ErrorColumns NONE = new ErrorColumns(Integer.MAX_VALUE);

    static ErrorColumns of(String[] header) {
        int rest = header.length - NAMES.size();
        for (int i = 0; i < NAMES.size(); i++) {
            if (rest < 0 || !Blank.strip(header[rest + i]).equalsIgnoreCase(NAMES.get(i))) {
                return NONE;
            }
        }
        return new ErrorColumns(rest);
    }

    /// A row of an errors file without the added cells. The extra cells of a row that was too long
    /// follow them and are kept, so that it is found too long again.
    String[] without(String[] cells) {
        if (cells.length <= kept) {
            return cells;
        }
        int behind = Math.max(0, cells.length - kept - NAMES.size());
        String[] rest = Arrays.copyOf(cells, kept + behind);
        System.arraycopy(cells, cells.length - behind, rest, kept, behind);
        return rest;
    }
}
