package org.imgmill.api.errors;

import java.util.List;
import org.imgmill.catalogue.Understanding;
import org.imgmill.catalogue.Understanding.Taken;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// What was taken for what in a catalogue, as /v1 shows it: columns are counted from 1.
///
/// @param headerRow the line that names the columns; 0: none does
/// @param sure whether a batch may start from this without being asked
/// @param mapping the same as the field `columns` takes it, to be sent back with or without changes
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ColumnsView(
        String kind,
        @Nullable String encoding,
        @Nullable String delimiter,
        @Nullable String sheet,
        List<String> sheets,
        long headerRow,
        List<String> found,
        @Nullable TakenView id,
        @Nullable TakenView name,
        List<TakenView> images,
        boolean sure,
        String why,
        Mapping mapping,
        List<Row> firstRows) {

    /// A column that was taken for something, how sure that is (`certain`, `likely`, `guess`), and
    /// why.
    public record TakenView(int column, String header, String certainty, String why) {}

    /// The value of the field `columns`.
    public record Mapping(@Nullable String id, @Nullable String name, List<String> images) {}

    /// A row as it was read.
    public record Row(long line, List<String> cells) {}

    public static ColumnsView of(Understanding understood) {
        var form = understood.form();
        return new ColumnsView(
                form.kind(),
                form.encoding(),
                form.delimiter() == null ? null : form.delimiter().toString(),
                form.sheet(),
                form.sheets(),
                understood.headerLine(),
                understood.columns(),
                view(understood.id()),
                view(understood.name()),
                understood.images().stream().map(ColumnsView::shown).toList(),
                understood.sure(),
                understood.why(),
                mapping(understood),
                understood.firstRows().stream()
                        .map(row -> new Row(row.line(), row.cells()))
                        .toList());
    }

    private static @Nullable TakenView view(@Nullable Taken taken) {
        return taken == null ? null : shown(taken);
    }

    private static TakenView shown(Taken taken) {
        return new TakenView(
                taken.column() + 1, taken.header(), word(taken.certainty()), taken.why());
    }

    private static String word(Understanding.Certainty certainty) {
        return switch (certainty) {
            case CERTAIN -> "certain";
            case LIKELY -> "likely";
            case GUESS -> "guess";
        };
    }

    private static Mapping mapping(Understanding understood) {
        return new Mapping(
                name(understood, understood.id()),
                name(understood, understood.name()),
                understood.images().stream().map(image -> told(understood, image)).toList());
    }

    private static @Nullable String name(Understanding understood, @Nullable Taken taken) {
        return taken == null ? null : told(understood, taken);
    }

    /// By its name, or by its number where that name stands twice or is none.
    private static String told(Understanding understood, Taken taken) {
        String name = taken.header().strip();
        long alike =
                understood.columns().stream().filter(column -> column.strip().equals(name)).count();
        return alike == 1 && !name.isEmpty() ? name : Integer.toString(taken.column() + 1);
    }
}
