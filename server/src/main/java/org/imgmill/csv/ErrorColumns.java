package org.imgmill.csv;

import java.util.Arrays;
import java.util.List;

/// The columns that an errors file adds at its end; when it is uploaded again they are dropped.
record ErrorColumns(int kept) {

    static final List<String> NAMES = List.of("Error Row", "Error Codes", "Error Messages");

    static ErrorColumns of(String[] header) {
        int rest = header.length - NAMES.size();
        for (int i = 0; i < NAMES.size(); i++) {
            if (rest < 0 || !Blank.strip(header[rest + i]).equalsIgnoreCase(NAMES.get(i))) {
                return new ErrorColumns(Integer.MAX_VALUE);
            }
        }
        return new ErrorColumns(rest);
    }

    /// A row of an errors file without what was added; rows with yet more cells stay as they are,
    /// so that they are found to be too long.
    String[] without(String[] cells) {
        boolean added = cells.length > kept && cells.length <= kept + NAMES.size();
        return added ? Arrays.copyOf(cells, kept) : cells;
    }
}
