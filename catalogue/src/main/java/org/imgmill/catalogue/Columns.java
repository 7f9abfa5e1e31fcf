package org.imgmill.catalogue;

import java.util.ArrayList;
import java.util.List;
import org.imgmill.catalogue.Understanding.Certainty;
import org.imgmill.catalogue.Understanding.Taken;

/// The columns of a catalogue with what their names and their cells say.
final class Columns {

    /// A column whose name is known.
    record Named(int column, ColumnName name) {

        String because() {
            return "columns of this name are known (" + name.source() + ")";
        }
    }

    private final List<String> names;
    private final long line;
    private final List<ColumnLooks> looks = new ArrayList<>();
    private final List<Named> known = new ArrayList<>();

    /// @param line where the names stand; 0: nowhere, they were made
    Columns(List<String> names, long line, List<Sample.Row> data) {
        this.names = names;
        this.line = line;
        for (int i = 0; i < names.size(); i++) {
            looks.add(ColumnLooks.of(data, i));
            ColumnName name = line == 0 ? null : ColumnNames.of(names.get(i));
            if (name != null) {
                known.add(new Named(i, name));
            }
        }
    }

    List<String> names() {
        return names;
    }

    ColumnLooks looks(int column) {
        return looks.get(column);
    }

    List<Named> named(ColumnName.Role role) {
        return known.stream().filter(named -> named.name().role() == role).toList();
    }

    Taken taken(int column, Certainty certainty, String why) {
        return new Taken(column, names.get(column), certainty, why);
    }

    /// The column that a person means by a name or a number from 1.
    Taken told(String wanted) throws Refusal {
        int column = find(wanted);
        if (column < 0) {
            throw new Refusal(
                    Problem.ofLine(
                            line,
                            ProblemCode.MISSING_COLUMN,
                            "There is no column "
                                    + Words.quoted(wanted)
                                    + "; found: "
                                    + Words.listed(names)
                                    + ". Name one of them, or give its number from 1."));
        }
        return taken(column, Certainty.CERTAIN, "you named it");
    }

    private int find(String wanted) {
        for (int i = 0; i < names.size(); i++) {
            if (Blank.strip(names.get(i)).equals(Blank.strip(wanted))) {
                return i;
            }
        }
        for (int i = 0; i < names.size(); i++) {
            if (ColumnNames.plain(names.get(i)).equals(ColumnNames.plain(wanted))
                    && !ColumnNames.plain(wanted).isEmpty()) {
                return i;
            }
        }
        if (isNumber(wanted)) {
            int number = Integer.parseInt(wanted.strip());
            return number >= 1 && number <= names.size() ? number - 1 : -1;
        }
        return -1;
    }

    static boolean isNumber(String text) {
        String digits = text.strip();
        return !digits.isEmpty()
                && digits.length() < 10
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
