package org.imgmill.catalogue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Chooses the sheet of a workbook that holds the catalogue: the one that was named, or the one
/// whose columns are understood best.
final class ChooseSheet {

    private static final int MOST_SHEETS = 50;

    /// @param doubt why it may be another one; null: there is no doubt
    record Chosen(int sheet, @Nullable String doubt) {}

    private final Source source;
    private final Mapping mapping;
    private final CatalogueLimits limits;

    ChooseSheet(Source source, Mapping mapping, CatalogueLimits limits) {
        this.source = source;
        this.mapping = mapping;
        this.limits = limits;
    }

    Chosen choose() throws IOException {
        List<String> sheets = source.sheets();
        if (mapping.sheet() != null) {
            return new Chosen(told(mapping.sheet(), sheets), null);
        }
        if (sheets.size() == 1) {
            return new Chosen(0, null);
        }
        int best = 0;
        var good = new ArrayList<Integer>();
        for (int sheet = 0; sheet < Math.min(sheets.size(), MOST_SHEETS); sheet++) {
            int grade = grade(sheet);
            if (grade > best) {
                good.clear();
                best = grade;
            }
            if (grade == best && grade > 0) {
                good.add(sheet);
            }
        }
        if (good.size() <= 1) {
            return new Chosen(good.isEmpty() ? 0 : good.getFirst(), null);
        }
        return new Chosen(
                good.getFirst(),
                "The sheets "
                        + Words.listed(good.stream().map(sheets::get).toList())
                        + " each hold a catalogue; say which one (sheet=...).");
    }

    private static int told(String wanted, List<String> sheets) throws Refusal {
        for (int i = 0; i < sheets.size(); i++) {
            if (sheets.get(i).strip().equalsIgnoreCase(wanted.strip())) {
                return i;
            }
        }
        int number = Columns.isNumber(wanted) ? Integer.parseInt(wanted.strip()) : 0;
        if (number < 1 || number > sheets.size()) {
            throw new Refusal(
                    Problem.ofFile(
                            ProblemCode.MISSING_SHEET,
                            "There is no sheet "
                                    + Words.quoted(wanted)
                                    + "; found: "
                                    + Words.listed(sheets)
                                    + "."));
        }
        return number - 1;
    }

    /// 2: a catalogue for sure, 1: perhaps, 0: none.
    private int grade(int sheet) throws IOException {
        try (Lines lines = source.open(sheet)) {
            List<Sample.Row> rows = new Sample(lines, limits).read();
            if (rows.isEmpty()) {
                return 0;
            }
            Layout layout = new FindLayout(rows, mapping).find();
            return layout.images().isEmpty() || !isAnyFilled(rows, layout)
                    ? 0
                    : layout.sure() ? 2 : 1;
        } catch (Refusal e) {
            return 0;
        }
    }

    private static boolean isAnyFilled(List<Sample.Row> rows, Layout layout) {
        return rows.stream()
                .skip(layout.firstRow())
                .anyMatch(
                        row ->
                                layout.images().stream()
                                        .anyMatch(
                                                image ->
                                                        UrlCell.holdsAddress(
                                                                row.address(image.column()))));
    }
}
