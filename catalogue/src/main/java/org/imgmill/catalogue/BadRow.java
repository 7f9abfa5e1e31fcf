package org.imgmill.catalogue;

import java.util.List;

/// A row that cannot be taken: the line it starts on, its cells as they came and why not.
public record BadRow(long line, String[] cells, List<Problem> problems) {

    public BadRow {
        problems = List.copyOf(problems);
    }
}
