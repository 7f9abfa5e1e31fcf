package org.imgmill.fetch;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Links to tables that people copy out of Google Sheets, which lead to an editor in a browser, and
/// where the same table is as CSV.
public final class SheetLinks {

    private static final Pattern SHEET =
            Pattern.compile(
                    "(?i)(https?://docs\\.google\\.com/spreadsheets)/(?:u/\\d+/)?d/(e/)?([\\w-]+)"
                            + "(?:/(edit|view|preview|htmlview|copy|pubhtml))?/?([?#].*)?");
    private static final Pattern TAB = Pattern.compile("[?&#]gid=(\\d+)");

    private SheetLinks() {}

    /// The address of the table itself; any other address as it is. The tab that the link shows is
    /// the one that is meant.
    public static String csv(String link) {
        Matcher sheet = SHEET.matcher(link.strip());
        if (!sheet.matches()) {
            return link;
        }
        boolean published = sheet.group(2) != null;
        String rest = sheet.group(5) == null ? "" : sheet.group(5);
        Matcher tab = TAB.matcher(rest);
        String gid = tab.find() ? "&gid=" + tab.group(1) : "";
        return "%s/d/%s%s/%s%s"
                .formatted(
                        sheet.group(1),
                        published ? "e/" : "",
                        sheet.group(3),
                        published ? "pub?output=csv" : "export?format=csv",
                        published && !gid.isEmpty() ? gid + "&single=true" : gid);
    }
}
