package org.imgmill.catalogue;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Gathers problems while a catalogue is read: all are counted, the first hundred kept, and the
/// first bad rows with their neighbours as far as a budget of characters allows.
final class ProblemList {

    private static final int FIRST = 100;
    private static final int CELL_CHARS = 300;
    private static final int CELLS = 200;
    private static final int BUDGET = 1_000_000;

    private final List<Problem> first = new ArrayList<>();
    private final List<Excerpt> excerpts = new ArrayList<>();
    private long total;
    private int budget = BUDGET;
    private Excerpt.@Nullable Line previous;
    private @Nullable BadRow open;
    private Excerpt.@Nullable Line beforeOpen;

    void add(Problem problem) {
        total++;
        if (first.size() < FIRST) {
            first.add(problem);
        }
    }

    /// The problem that ends the reading goes first, to be among the hundred.
    void addLast(Problem problem) {
        total++;
        first.addFirst(problem);
        if (first.size() > FIRST) {
            first.removeLast();
        }
    }

    /// Every row passes through here, so that the neighbours of bad ones are known.
    void passed(long line, String[] cells) {
        if (open != null || wantsExcerpts()) {
            var row = new Excerpt.Line(line, cells);
            close(row);
            previous = row;
        }
    }

    void passed(BadRow bad) {
        bad.problems().forEach(this::add);
        Excerpt.Line before = previous;
        passed(bad.line(), bad.cells());
        if (wantsExcerpts()) {
            open = new BadRow(bad.line(), shortened(bad.cells()), bad.problems());
            beforeOpen = before == null ? null : shortened(before);
        }
    }

    Problems problems() {
        close(null);
        return new Problems(first, total, excerpts);
    }

    private boolean wantsExcerpts() {
        return excerpts.size() < FIRST && budget > 0;
    }

    private void close(Excerpt.@Nullable Line after) {
        if (open != null) {
            excerpts.add(new Excerpt(beforeOpen, open, after == null ? null : shortened(after)));
            open = null;
        }
    }

    private Excerpt.Line shortened(Excerpt.Line row) {
        return new Excerpt.Line(row.line(), shortened(row.cells()));
    }

    private String[] shortened(String[] cells) {
        var shortened = new String[Math.min(cells.length, CELLS)];
        for (int i = 0; i < shortened.length; i++) {
            shortened[i] = Words.cut(cells[i], CELL_CHARS);
            budget -= shortened[i].length();
        }
        return shortened;
    }
}
