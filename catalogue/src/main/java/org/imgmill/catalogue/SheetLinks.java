package org.imgmill.catalogue;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/// What the cells of a sheet lead to, by their addresses.
final class SheetLinks {

    static final SheetLinks NONE = new SheetLinks();

    /// A range of cells may lead to one target; of a long one only the first rows count.
    private static final int LONGEST_RANGE = 10_000;

    private static final int WIDEST_RANGE = 10;
    private static final int MOST = 500_000;

    private final Map<Long, String> targets = new HashMap<>();

    private SheetLinks() {}

    static SheetLinks of(Xml sheet, Map<String, String> targetsById) throws IOException {
        var links = new SheetLinks();
        while (sheet.next()) {
            if (sheet.starts("hyperlink")) {
                String cells = sheet.attribute("ref");
                String target = targetsById.get(String.valueOf(sheet.attribute("id")));
                if (cells != null && target != null) {
                    links.add(cells, target);
                }
            }
        }
        return links;
    }

    /// The target of a cell; empty: it leads nowhere.
    String of(long line, int column) {
        if (targets.isEmpty()) {
            return "";
        }
        return targets.getOrDefault(key(line, column), "");
    }

    private void add(String cells, String target) throws Refusal {
        int colon = cells.indexOf(':');
        String from = colon < 0 ? cells : cells.substring(0, colon);
        String to = colon < 0 ? cells : cells.substring(colon + 1);
        int firstColumn = WorkbookLines.column(from, 0);
        int lastColumn = Math.min(WorkbookLines.column(to, 0), firstColumn + WIDEST_RANGE);
        long lastLine = Math.min(line(to), line(from) + LONGEST_RANGE);
        for (long line = line(from); line <= lastLine; line++) {
            for (int column = firstColumn; column <= lastColumn; column++) {
                targets.put(key(line, column), target);
            }
            if (targets.size() > MOST) {
                throw new Refusal(
                        Problem.ofFile(
                                ProblemCode.TOO_MANY_BYTES,
                                "The workbook has more than "
                                        + Words.count(MOST)
                                        + " cells with links. Save it as CSV with the addresses"
                                        + " in it."));
            }
        }
    }

    private static long line(String address) {
        long line = 0;
        for (int i = 0; i < address.length() && line < Integer.MAX_VALUE; i++) {
            char c = address.charAt(i);
            line = c >= '0' && c <= '9' ? line * 10 + c - '0' : line;
        }
        return line;
    }

    private static long key(long line, int column) {
        return line << 16 | column;
    }
}
