package org.imgmill.catalogue;

import java.util.List;
import org.imgmill.catalogue.Understanding.Taken;
import org.jspecify.annotations.Nullable;

/// Where the header of a catalogue stands among its first rows and what its columns hold.
///
/// @param header the place of the header row among the first rows; -1: no row names the columns
/// @param images empty: no column of image URLs was found
/// @param sure whether to go on without being asked
/// @param passedOver columns that hold pictures as well and are not read
record Layout(
        int header,
        List<String> columns,
        @Nullable Taken id,
        @Nullable Taken name,
        List<Taken> images,
        boolean sure,
        String why,
        List<String> passedOver) {

    /// The place of the first row of data.
    int firstRow() {
        return header + 1;
    }
}
