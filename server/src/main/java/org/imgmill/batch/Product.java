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
        @Nullable String problems,
        Carried carried) {

    /// What a row has from the row above, where it goes on with that row's product.
    ///
    /// @param id null: its own, or none
    /// @param name null: its own, or none
    public record Carried(@Nullable String id, @Nullable String name) {

        public static final Carried NOTHING = new Carried(null, null);
    }

    /// Stands in the database where a URL cell has an empty place.
    static final long EMPTY_PLACE = -1;
}
