package org.imgmill.catalogue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was taken for what in a catalogue, how sure that is, and why.
///
/// @param form what kind of file it is and how it is written
/// @param headerLine the line that names the columns; 0: none does
/// @param columns their names; `Column 1` and so on where no line names them
/// @param id the column of ids; null: the row's number is its id
/// @param name the column of names; null: there is none
/// @param images the columns of image URLs, in order; empty: none was found
/// @param sure whether a batch may start from this without a question
/// @param why in one sentence, what decided it or what is in doubt
/// @param firstRows the first rows of the file as they were read, title rows and header included
public record Understanding(
        Form form,
        long headerLine,
        List<String> columns,
        @Nullable Taken id,
        @Nullable Taken name,
        List<Taken> images,
        boolean sure,
        String why,
        List<Row> firstRows) {

    public Understanding {
        columns = List.copyOf(columns);
        images = List.copyOf(images);
        firstRows = List.copyOf(firstRows);
    }

    /// How the file is written.
    ///
    /// @param kind a word such as `csv` or `xlsx`
    /// @param encoding the name of a text's encoding; null: the kind has only one
    /// @param delimiter of a CSV; null: the kind has none
    /// @param sheet the sheet that was read; null: the kind has none
    /// @param sheets all that can be chosen from
    public record Form(
            String kind,
            @Nullable String encoding,
            @Nullable Character delimiter,
            @Nullable String sheet,
            List<String> sheets) {

        public Form {
            sheets = List.copyOf(sheets);
        }
    }

    /// A column that was taken for something.
    ///
    /// @param column from 0
    public record Taken(int column, String header, Certainty certainty, String why) {}

    /// How sure something is.
    public enum Certainty {
        /// a person said so, or its name is known and its cells agree
        CERTAIN,
        /// its cells say so, and no other column's do
        LIKELY,
        /// to be confirmed
        GUESS
    }

    /// A row as it was read.
    public record Row(long line, List<String> cells) {

        public Row {
            cells = List.copyOf(cells);
        }
    }
}
