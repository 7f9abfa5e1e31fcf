package org.imgmill.catalogue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Finds the row that names the columns: below title rows, or nowhere.
final class FindHeader {

    /// Title rows are few.
    private static final int DEEPEST = 20;

    private final List<Sample.Row> rows;
    private final Mapping mapping;

    FindHeader(List<Sample.Row> rows, Mapping mapping) {
        this.rows = rows;
        this.mapping = mapping;
    }

    /// Its place among the first rows; -1: no row names the columns.
    int find() throws Refusal {
        Integer line = mapping.headerRow();
        if (line != null) {
            return line == 0 ? -1 : at(line);
        }
        int named = named();
        return named >= 0 ? named : unnamed();
    }

    private int at(int line) throws Refusal {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).line() == line) {
                return i;
            }
        }
        throw new Refusal(
                Problem.ofLine(
                        line,
                        ProblemCode.MISSING_COLUMN,
                        "Line "
                                + line
                                + " names no columns: it is empty, or not among the first. Give"
                                + " the line of the header, or 0 if there is none."));
    }

    /// The row with most names that are known, or that were asked for; of two adjacent such rows
    /// the lower one, since shops write names for people above those for programs.
    private int named() {
        Set<String> asked = asked();
        int best = -1;
        int bestScore = 1;
        for (int i = 0; i < Math.min(rows.size(), DEEPEST); i++) {
            Sample.Row row = rows.get(i);
            int score = row.holdsAddress() ? 0 : score(row.cells(), asked);
            if (score > bestScore || (score == bestScore && best >= 0 && best == i - 1)) {
                best = i;
                bestScore = score;
            }
        }
        return best;
    }

    private Set<String> asked() {
        var asked = new TreeSet<String>();
        addName(asked, mapping.id());
        addName(asked, mapping.name());
        mapping.images().forEach(name -> addName(asked, name));
        return asked;
    }

    private static void addName(Set<String> asked, @Nullable String name) {
        if (name != null && !Columns.isNumber(name)) {
            asked.add(ColumnNames.plain(name));
        }
    }

    static int score(String[] cells, Set<String> asked) {
        boolean id = false;
        boolean name = false;
        boolean images = false;
        int named = 0;
        for (String cell : cells) {
            ColumnName known = Blank.is(cell) ? null : ColumnNames.of(cell);
            if (known != null) {
                id |= known.role() == ColumnName.Role.ID;
                name |= known.role() == ColumnName.Role.NAME;
                images |= known.role() == ColumnName.Role.IMAGES;
            }
            named += asked.contains(ColumnNames.plain(cell)) ? 1 : 0;
        }
        return named * 10 + (images ? 2 : 0) + (id ? 1 : 0) + (name ? 1 : 0);
    }

    /// No row has known names: the header is the first row above the first address that is about as
    /// full as the row of that address, unless it holds numbers. A row taken for the header by
    /// mistake holds no address, so no image is lost by it.
    private int unnamed() {
        int first = 0;
        while (first < rows.size() && !rows.get(first).holdsAddress()) {
            first++;
        }
        if (first == rows.size()) {
            return rows.isEmpty() ? -1 : 0;
        }
        int full = Math.max(1, rows.get(first).filled() - 1);
        for (int i = 0; i < Math.min(first, DEEPEST); i++) {
            if (rows.get(i).filled() >= full) {
                return isNames(rows.get(i)) ? i : -1;
            }
        }
        return -1;
    }

    private static boolean isNames(Sample.Row row) {
        for (String cell : row.cells()) {
            if (!Blank.is(cell) && Columns.isNumber(Blank.strip(cell).replace(".", ""))) {
                return false;
            }
        }
        return true;
    }
}
