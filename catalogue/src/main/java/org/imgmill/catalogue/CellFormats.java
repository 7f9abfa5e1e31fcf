package org.imgmill.catalogue;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Turns the numbers of a workbook into texts: dates where a cell's format says so, article numbers
/// with the zeros that they show, other whole numbers without a point, and the rest as they are
/// shown, to 15 digits.
final class CellFormats {

    private static final int MAX_FORMATS = 100_000;
    private static final int LONGEST_CODE = 255;
    private static final DateTimeFormatter DATE_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    /// `00000`, or `"SKU-"00000`: texts beside two or more digits that are always shown.
    private static final Pattern FILLED =
            Pattern.compile(
                    "((?:\"[^\"]*\"|\\\\.|[- /])*)(0{2,15})((?:\"[^\"]*\"|\\\\.)*)(?:;.*)?");

    private record Filled(String before, int places, String behind) {

        String text(BigDecimal number) {
            String digits = number.toPlainString();
            return before + "0".repeat(Math.max(0, places - digits.length())) + digits + behind;
        }
    }

    private final List<Boolean> dates = new ArrayList<>();
    private final Map<Integer, Filled> filled = new HashMap<>();
    private final LocalDateTime dayZero;

    private CellFormats(boolean from1904) {
        // 1900 was no leap year, but spreadsheets count a 29 February for it.
        dayZero =
                from1904
                        ? LocalDateTime.of(1904, 1, 1, 0, 0)
                        : LocalDateTime.of(1899, 12, 30, 0, 0);
    }

    static CellFormats of(@Nullable Xml xml, boolean from1904) throws IOException {
        var formats = new CellFormats(from1904);
        if (xml != null) {
            formats.load(xml);
        }
        return formats;
    }

    private void load(Xml xml) throws IOException {
        Set<String> customDates = new HashSet<>();
        Map<String, Filled> customFilled = new HashMap<>();
        boolean inCells = false;
        while (xml.next()) {
            if (xml.starts("numFmt")) {
                String id = xml.attribute("numFmtId");
                String code = xml.attribute("formatCode");
                if (id != null && code != null && isDate(code)) {
                    customDates.add(id);
                } else if (id != null && code != null && code.length() <= LONGEST_CODE) {
                    Matcher matcher = FILLED.matcher(code);
                    if (matcher.matches()) {
                        customFilled.put(
                                id,
                                new Filled(
                                        bare(matcher.group(1)),
                                        matcher.group(2).length(),
                                        bare(matcher.group(3))));
                    }
                }
            } else if (xml.starts("cellXfs") || xml.ends("cellXfs")) {
                inCells = xml.starts("cellXfs");
            } else if (inCells && xml.starts("xf")) {
                String id = xml.attribute("numFmtId");
                Filled places = id == null ? null : customFilled.get(id);
                if (places != null) {
                    filled.put(dates.size(), places);
                }
                dates.add(id != null && (isDateId(id) || customDates.contains(id)));
            }
            if (dates.size() > MAX_FORMATS
                    || customDates.size() + customFilled.size() > MAX_FORMATS) {
                throw Workbook.damaged();
            }
        }
    }

    String text(String number, @Nullable String style) {
        double value;
        try {
            value = Double.parseDouble(number);
        } catch (NumberFormatException e) {
            return number;
        }
        if (style != null && isDateStyle(style) && value >= 0 && value < 2_958_466) {
            return date(value);
        }
        boolean plain = Math.abs(value) < 1e15 && (value == 0 || Math.abs(value) > 1e-9);
        if (!plain) {
            return number;
        }
        BigDecimal shown = new BigDecimal(value).round(new MathContext(15)).stripTrailingZeros();
        Filled places = style == null || filled.isEmpty() ? null : filled.get(index(style));
        return places != null && value >= 0 && shown.scale() <= 0
                ? places.text(shown)
                : shown.toPlainString();
    }

    /// Texts of a format without their quotes.
    private static String bare(String texts) {
        return texts.replace("\"", "").replaceAll("\\\\(.)", "$1");
    }

    private String date(double days) {
        LocalDateTime at = dayZero.plus(Duration.ofSeconds(Math.round(days * 86_400)));
        if (days < 1) {
            return at.toLocalTime().format(DateTimeFormatter.ISO_LOCAL_TIME);
        }
        return at.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? at.toLocalDate().toString()
                : at.format(DATE_TIME);
    }

    private boolean isDateStyle(String style) {
        int index = index(style);
        return index >= 0 && index < dates.size() && dates.get(index);
    }

    private static int index(String style) {
        try {
            return Integer.parseInt(style);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /// The built-in formats for dates and times.
    private static boolean isDateId(String id) {
        return switch (id) {
            case "14", "15", "16", "17", "18", "19", "20", "21", "22", "45", "46", "47" -> true;
            default -> false;
        };
    }

    /// Letters of dates outside of quoted texts and of brackets such as colours.
    private static boolean isDate(String code) {
        if (code.length() > LONGEST_CODE) {
            return false;
        }
        String bare = code.replaceAll("\"[^\"]*\"|\\[[^\\]]*\\]|\\\\.", "");
        return bare.chars().anyMatch(c -> "ymdhsYMDHS".indexOf(c) >= 0) && !bare.contains("E+");
    }
}
