package org.imgmill.batch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One data row of a catalogue: its cells as they came, and its images in the order of its URL
/// cell.
///
/// @param row from 1
/// @param line where it starts in the file, from 1
/// @param images null at an empty place
/// @param problems why the row was left out, as JSON; null: it was not
public record Product(
        int row,
        long line,
        List<String> cells,
        List<@Nullable Image> images,
        @Nullable String problems) {

    /// Stands in the database where a URL cell has an empty place.
    static final long EMPTY_PLACE = -1;
}
