package org.imgmill.catalogue;

import java.nio.charset.Charset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is what in a catalogue, as far as a person said so; the rest is found.
///
/// @param id the column of ids, by its name or its number from 1; null: find one, if there is one
/// @param name the column of names, likewise
/// @param images the columns of image URLs, in order; empty: find them
/// @param headerRow the line that names the columns; 0: none does; null: find it
/// @param sheet the sheet of a workbook, by its name or its number from 1; null: find it
/// @param encoding of a text; null: find it
/// @param delimiter of a CSV; null: find it
/// @param acceptsGuess whether to go on where what was found is not sure
public record Mapping(
        @Nullable String id,
        @Nullable String name,
        List<String> images,
        @Nullable Integer headerRow,
        @Nullable String sheet,
        @Nullable Charset encoding,
        @Nullable Character delimiter,
        boolean acceptsGuess) {

    /// Nothing was said.
    public static final Mapping NONE =
            new Mapping(null, null, List.of(), null, null, null, null, false);

    public Mapping {
        images = List.copyOf(images);
        if (headerRow != null && headerRow < 0) {
            throw new IllegalArgumentException("a header row before the first line");
        }
    }

    /// The same, going on where what was found is not sure.
    public Mapping acceptingGuess() {
        return new Mapping(id, name, images, headerRow, sheet, encoding, delimiter, true);
    }
}
