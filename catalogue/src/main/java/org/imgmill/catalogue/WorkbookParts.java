package org.imgmill.catalogue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/// The parts of an .xlsx workbook, which point at each other, and its sheets that are shown.
final class WorkbookParts {

    private final ZipFile zip;
    private final CatalogueLimits limits;
    private final List<String> targets = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private boolean from1904;

    WorkbookParts(ZipFile zip, CatalogueLimits limits) throws IOException {
        this.zip = zip;
        this.limits = limits;
        listSheets();
    }

    /// The names of the sheets.
    List<String> sheets() {
        return names;
    }

    /// Whether dates count from 1904.
    boolean from1904() {
        return from1904;
    }

    private void listSheets() throws IOException {
        ZipEntry book = zip.getEntry("xl/workbook.xml");
        if (book == null) {
            throw Workbook.damaged();
        }
        Map<String, String> byId = targets("xl/_rels/workbook.xml.rels");
        try (Xml xml = xml(book)) {
            while (xml.next()) {
                if (xml.starts("workbookPr")) {
                    String date1904 = xml.attribute("date1904");
                    from1904 = "1".equals(date1904) || "true".equals(date1904);
                } else if (xml.starts("sheet") && isShown(xml.attribute("state"))) {
                    targets.add(String.valueOf(byId.get(String.valueOf(xml.attribute("id")))));
                    names.add(String.valueOf(xml.attribute("name")));
                }
            }
        }
        if (names.isEmpty()) {
            throw Workbook.damaged();
        }
    }

    private static boolean isShown(@Nullable String state) {
        return state == null || state.equals("visible");
    }

    /// The part that holds a sheet.
    ZipEntry sheet(int sheet) throws Refusal {
        String target = targets.get(sheet);
        ZipEntry part = zip.getEntry(target.startsWith("/") ? target.substring(1) : "xl/" + target);
        if (part == null) {
            throw Workbook.damaged();
        }
        return part;
    }

    /// What the cells of a sheet lead to; they stand behind its rows, so they are read first.
    SheetLinks links(ZipEntry sheet) throws IOException {
        String name = sheet.getName();
        int folder = name.lastIndexOf('/') + 1;
        Map<String, String> byId =
                targets(name.substring(0, folder) + "_rels/" + name.substring(folder) + ".rels");
        if (byId.isEmpty()) {
            return SheetLinks.NONE;
        }
        try (Xml xml = xml(sheet)) {
            return SheetLinks.of(xml, byId);
        }
    }

    /// What a part refers to, by the ids it gives them.
    private Map<String, String> targets(String relations) throws IOException {
        var byId = new HashMap<String, String>();
        long chars = 0;
        try (Xml xml = optional(relations)) {
            while (xml != null && xml.next()) {
                String id = xml.starts("Relationship") ? xml.attribute("Id") : null;
                String target = id == null ? null : xml.attribute("Target");
                if (id != null && target != null) {
                    byId.put(id, target);
                    chars += id.length() + target.length() + 64L;
                }
                if (chars > SharedStrings.MAX_CHARS) {
                    throw Workbook.damaged();
                }
            }
        }
        return byId;
    }

    @Nullable Xml optional(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        return entry == null ? null : xml(entry);
    }

    Xml xml(ZipEntry entry) throws IOException {
        var bytes = new Expanding(zip.getInputStream(entry), entry::getCompressedSize);
        return new Xml(new LimitedBytes(bytes, limits.maxBytes()));
    }
}
