package org.imgmill.catalogue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.imgmill.catalogue.Understanding.Certainty;
import org.imgmill.catalogue.Understanding.Taken;
import org.jspecify.annotations.Nullable;

/// Finds out what is what in a catalogue from its first rows: by what a person said, by the names
/// of its columns, and by what stands in them.
final class FindLayout {

    private final List<Sample.Row> rows;
    private final Mapping mapping;

    FindLayout(List<Sample.Row> rows, Mapping mapping) {
        this.rows = rows;
        this.mapping = mapping;
    }

    Layout find() throws Refusal {
        int header = new FindHeader(rows, mapping).find();
        List<Sample.Row> data = rows.subList(header + 1, rows.size());
        Columns columns = columns(header, data);
        List<Taken> told = told(columns);
        var find = new FindImages(columns, header >= 0);
        FindImages.Found images =
                told.isEmpty()
                        ? find.find()
                        : new FindImages.Found(told, true, "You named the columns.");
        return new Layout(
                header,
                columns.names(),
                single(columns, mapping.id(), ColumnName.Role.ID),
                single(columns, mapping.name(), ColumnName.Role.NAME),
                images.images(),
                images.sure(),
                images.why(),
                told.isEmpty() ? find.passedOver(images.images()) : List.of());
    }

    private Columns columns(int header, List<Sample.Row> data) {
        if (header >= 0) {
            Sample.Row row = rows.get(header);
            List<String> names = Arrays.asList(ErrorColumns.of(row.cells()).without(row.cells()));
            return new Columns(names, row.line(), data);
        }
        int width = data.stream().mapToInt(row -> row.cells().length).max().orElse(0);
        var names = new ArrayList<String>();
        for (int i = 1; i <= width; i++) {
            names.add("Column " + i);
        }
        return new Columns(names, 0, data);
    }

    private List<Taken> told(Columns columns) throws Refusal {
        var told = new ArrayList<Taken>();
        for (String image : mapping.images()) {
            told.add(columns.told(image));
        }
        return told;
    }

    /// The column of ids or names: as told, or by the name that stands first in the table. A wrong
    /// one does no harm, since no image depends on it.
    private static @Nullable Taken single(
            Columns columns, @Nullable String told, ColumnName.Role role) throws Refusal {
        if (told != null) {
            return columns.told(told);
        }
        return columns.named(role).stream()
                .min(Comparator.comparingInt(named -> named.name().rank()))
                .map(named -> columns.taken(named.column(), Certainty.CERTAIN, named.because()))
                .orElse(null);
    }
}
