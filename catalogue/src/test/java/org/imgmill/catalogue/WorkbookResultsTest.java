package org.imgmill.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Workbooks that come back, read by somebody else's reader.
///
/// Long: the sheets are written out, so that a reader sees what is in them.
class WorkbookResultsTest {

    private static final String NAMES =
            row(1, "", text("A1", "", "SKU") + text("B1", "", "Image URL"));

    @TempDir private Path folder;

    @Test
    void aWorkbookComesBackWithAllThatWasInItAndTheNewColumnFilled() throws IOException {
        byte[] workbook = shop();

        byte[] back = back(workbook);

        Map<String, byte[]> before = parts(workbook);
        Map<String, byte[]> after = parts(back);
        assertThat(after.keySet()).containsExactlyElementsOf(before.keySet());
        for (String part : before.keySet()) {
            if (!part.equals("xl/worksheets/sheet2.xml")) {
                assertThat(after.get(part)).as(part).isEqualTo(before.get(part));
            }
        }
        assertThat(sheets(back)).containsExactly("Notes", "Products", "Prices");
        assertThat(cells(back, 1))
                .containsExactly(
                        "1: Spring range, all prices net",
                        "3: SKU|Name|Image URL|Price|Output Image URL",
                        "4: A-01|Käse & <Wein>|http://a/1.jpg?x=1&y=2|4.5|out:http://a/1.jpg?x=1&y=2",
                        "5: A-02|Cup",
                        "7: A-03|Jug|http://a/2.jpg, http://a/3.jpg|7.0|out:http://a/2.jpg,");
        String sheet = new String(after.get("xl/worksheets/sheet2.xml"), StandardCharsets.UTF_8);
        assertThat(sheet).contains("<cols>", "customWidth");
        assertThat(style(sheet, "E3")).isNotEmpty().isEqualTo(style(sheet, "C3"));
    }

    @Test
    void whatStandsInTheWayIsPassedAndEmptyCellsThereAreFilled() throws IOException {
        byte[] back =
                back(
                        workbook(
                                row(1, "", text("A1", "", "A note") + text("D1", "", "far right"))
                                        + row(
                                                2,
                                                " spans=\"1:2\"",
                                                text("A2", "", "SKU") + text("B2", "", "Image URL"))
                                        + row(
                                                3,
                                                "",
                                                text("A3", "", "A")
                                                        + text("B3", " s=\"2\"", "http://a/1.jpg")
                                                        + "<c r=\"E3\" s=\"7\"/><c r=\"F3\" s=\"8\"></c>")));

        String sheet = sheet(back);
        assertThat(sheet)
                .doesNotContain("spans")
                .contains("<dimension ref=\"A1:E3\"/>")
                .contains("<c r=\"E3\" s=\"7\" t=\"inlineStr\">")
                .contains("</c><c r=\"F3\" s=\"8\"></c></row>");
        assertThat(cells(back, 0))
                .containsExactly(
                        "1: A note|||far right",
                        "2: SKU|Image URL|||Output Image URL",
                        "3: A|http://a/1.jpg|||out:http://a/1.jpg|");
    }

    @Test
    void cellsWithoutAddressesAndNamesWithPrefixesAreUnderstood() throws IOException {
        String rows =
                "<x:row><x:c t=\"inlineStr\"><x:is><x:t>SKU</x:t></x:is></x:c>"
                        + "<x:c t=\"inlineStr\"><x:is><x:t>Image URL</x:t></x:is></x:c></x:row>"
                        + "<x:row/><x:row><x:c/><x:c t='inlineStr' q='a>b'><x:is><x:t>http://a/1.jpg</x:t></x:is></x:c></x:row>";

        byte[] back =
                back(
                        packed(
                                "<x:worksheet xmlns:x=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><x:sheetData>"
                                        + rows
                                        + "</x:sheetData></x:worksheet>"));

        assertThat(sheet(back))
                .contains("<x:c r=\"C1\" t=\"inlineStr\"><x:is><x:t xml:space=\"preserve\">")
                .contains("q='a>b'>")
                .contains("out:http://a/1.jpg</x:t></x:is></x:c></x:row></x:sheetData>");
    }

    @Test
    void rowsThatWereSkippedStayInPlaceAndEachImageColumnHasItsOwn() throws IOException {
        byte[] workbook =
                workbook(
                        row(
                                        1,
                                        "",
                                        text("A1", "", "Main image")
                                                + text("B1", "", "Additional images"))
                                + row(
                                        2,
                                        "",
                                        text("A2", "", "http://a/1.jpg")
                                                + text("B2", "", "http://a/2.jpg,http://a/3.jpg"))
                                + row(4, "", text("A4", "", "http://a/4.jpg")));

        assertThat(cells(back(workbook), 0))
                .containsExactly(
                        "1: Main image|Additional images|Output Main image|Output Additional images",
                        "2: http://a/1.jpg|http://a/2.jpg,http://a/3.jpg|out:http://a/1.jpg|out:http://a/2.jpg,out:http://a/3.jpg",
                        "4: http://a/4.jpg||out:http://a/4.jpg");
    }

    @Test
    void aSheetWithoutNamesGetsNone() throws IOException {
        byte[] workbook = workbook(row(1, "", text("A1", "", "http://a/1.jpg")));

        assertThat(cells(back(workbook), 0))
                .containsExactly("1: http://a/1.jpg|out:http://a/1.jpg");
    }

    @Test
    void aPackedWorkbookIsShownAsItIsInside() throws IOException {
        byte[] workbook = workbook(NAMES + row(2, "", text("B2", "", "http://a/1.jpg")));
        var gzip = new ByteArrayOutputStream();
        try (var packed = new GZIPOutputStream(gzip)) {
            packed.write(workbook);
        }
        var zip = new ByteArrayOutputStream();
        try (var packed = new ZipOutputStream(zip)) {
            packed.putNextEntry(new ZipEntry("shop.xlsx"));
            packed.write(workbook);
        }
        for (byte[] upload : List.of(workbook, gzip.toByteArray(), zip.toByteArray())) {
            assertThat(kept(upload)).hasBinaryContent(workbook);
        }
        var csv = "SKU,Image URL\nA,http://a/1.jpg\n".getBytes(StandardCharsets.UTF_8);
        assertThat(kept(csv)).doesNotExist();
    }

    @Test
    void anyWorkbookOfTheSharedCataloguesComesBackReadable() throws IOException {
        Path shared = Path.of("../../shared");
        Assumptions.assumeTrue(Files.isDirectory(shared), "no shared catalogues here");
        var workbooks = new ArrayList<Path>();
        for (String place : List.of("catalogues", "cases/csv")) {
            try (Stream<Path> files = Files.list(shared.resolve(place))) {
                files.filter(file -> file.toString().endsWith(".xlsx")).forEach(workbooks::add);
            }
        }
        assertThat(workbooks).isNotEmpty();
        for (Path workbook : workbooks) {
            byte[] before = Files.readAllBytes(workbook);
            byte[] back = back(before);
            assertThat(sheets(back)).as(workbook.toString()).isEqualTo(sheets(before));
            assertThat(back).as(workbook.toString()).isNotEqualTo(before);
            Collected again = Collected.of(back, CatalogueOptions.open().with(accepting()));
            assertThat(again.read().counts().images()).isPositive();
        }
    }

    private static Mapping accepting() {
        return Mapping.NONE.acceptingGuess();
    }

    /// A shop's workbook: notes, then a styled sheet of products below a title, then another.
    private static byte[] shop() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var workbook = new Workbook(out, "Writer", "1.0")) {
            workbook.newWorksheet("Notes").value(0, 0, "Read me first");
            Worksheet sheet = workbook.newWorksheet("Products");
            sheet.value(0, 0, "Spring range, all prices net");
            List<String> names = List.of("SKU", "Name", "Image URL", "Price");
            for (int i = 0; i < names.size(); i++) {
                sheet.value(2, i, names.get(i));
                sheet.width(i, 10 + 7 * i);
            }
            sheet.range(2, 0, 2, 3).style().bold().fillColor("AABBCC").set();
            product(sheet, 3, "A-01", "Käse & <Wein>", "http://a/1.jpg?x=1&y=2", 4.5);
            sheet.value(4, 0, "A-02");
            sheet.value(4, 1, "Cup");
            product(sheet, 6, "A-03", "Jug", "http://a/2.jpg, http://a/3.jpg", 7.0);
            workbook.newWorksheet("Prices").value(3, 3, 12);
        }
        return out.toByteArray();
    }

    private static void product(
            Worksheet sheet, int row, String sku, String name, String image, Double price) {
        sheet.value(row, 0, sku);
        sheet.value(row, 1, name);
        sheet.value(row, 2, image);
        sheet.value(row, 3, price);
    }

    private Path kept(byte[] upload) throws IOException {
        Path kept = Files.createTempDirectory(folder, "kept").resolve("workbook");
        Collected.of(upload, CatalogueOptions.open().with(workbook -> Files.copy(workbook, kept)))
                .read();
        return kept;
    }

    /// The results of a workbook all of whose images are stored, but for those of `3.jpg` where
    /// others stand before them in the cell.
    private byte[] back(byte[] workbook) throws IOException {
        Path file = Files.createTempFile(folder, "workbook", ".xlsx");
        Files.write(file, workbook);
        Collected read =
                Collected.of(
                        workbook, CatalogueOptions.open().with(accepting()).with(OnBadRow.SKIP));
        Iterator<CatalogueRow> rows = read.rows.iterator();
        boolean one = read.read().header().imageColumns().size() == 1;
        var out = new ByteArrayOutputStream();
        try (var results =
                WorkbookResults.of(file, read.read().header(), CatalogueLimits.DEFAULT)) {
            results.write(
                    AddedColumn.OUTPUTS,
                    () -> {
                        if (!rows.hasNext()) {
                            return null;
                        }
                        CatalogueRow row = rows.next();
                        List<String> outputs =
                                row.urls().stream()
                                        .map(
                                                url ->
                                                        one && url.contains("3.jpg")
                                                                ? ""
                                                                : "out:" + url)
                                        .toList();
                        return new WorkbookResults.Row(row.line(), row.cells(), List.of(outputs));
                    },
                    out);
        }
        return out.toByteArray();
    }

    private static Map<String, byte[]> parts(byte[] workbook) throws IOException {
        var parts = new LinkedHashMap<String, byte[]>();
        Path file = Files.createTempFile("parts", ".xlsx");
        Files.write(file, workbook);
        try (var zip = new ZipFile(file.toFile())) {
            for (ZipEntry part : zip.stream().toList()) {
                try (var in = zip.getInputStream(part)) {
                    parts.put(part.getName(), in.readAllBytes());
                }
            }
        } finally {
            Files.delete(file);
        }
        return parts;
    }

    private static String sheet(byte[] workbook) throws IOException {
        return new String(
                Objects.requireNonNull(parts(workbook).get("xl/worksheets/sheet1.xml")),
                StandardCharsets.UTF_8);
    }

    private static String style(String sheet, String cell) {
        int at = sheet.indexOf("r=\"" + cell + "\"");
        String tag = sheet.substring(at, sheet.indexOf('>', at));
        int style = tag.indexOf("s=\"");
        return style < 0 ? "" : tag.substring(style, tag.indexOf('"', style + 3));
    }

    private static List<String> sheets(byte[] workbook) throws IOException {
        try (var read = new ReadableWorkbook(new ByteArrayInputStream(workbook))) {
            return read.getSheets().map(sheet -> sheet.getName()).toList();
        }
    }

    private static List<String> cells(byte[] workbook, int sheet) throws IOException {
        try (var read = new ReadableWorkbook(new ByteArrayInputStream(workbook));
                Stream<Row> rows = read.getSheet(sheet).orElseThrow().openStream()) {
            return rows.filter(row -> row.getCellCount() > 0)
                    .map(
                            row ->
                                    row.getRowNum()
                                            + ": "
                                            + String.join(
                                                    "|",
                                                    row.stream()
                                                            .map(
                                                                    cell ->
                                                                            cell == null
                                                                                    ? ""
                                                                                    : cell
                                                                                            .getText())
                                                            .toList()))
                    .toList();
        }
    }

    private static String row(int number, String more, String cells) {
        return "<row r=\"" + number + "\"" + more + ">" + cells + "</row>";
    }

    private static String text(String address, String more, String text) {
        return "<c r=\""
                + address
                + "\""
                + more
                + " t=\"inlineStr\"><is><t>"
                + text
                + "</t></is></c>";
    }

    private static byte[] workbook(String rows) throws IOException {
        return packed(
                "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><dimension ref=\"A1:D3\"/><sheetData>"
                        + rows
                        + "</sheetData></worksheet>");
    }

    private static byte[] packed(String sheet) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(packed)) {
            Map<String, String> parts = new LinkedHashMap<>();
            parts.put(
                    "[Content_Types].xml",
                    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>");
            parts.put(
                    "xl/workbook.xml",
                    "<?xml version=\"1.0\"?><workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"S\""
                            + " sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
            parts.put(
                    "xl/_rels/workbook.xml.rels",
                    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"worksheet\" Target=\"worksheets/sheet1.xml\"/>"
                            + "</Relationships>");
            parts.put("xl/worksheets/sheet1.xml", sheet);
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return packed.toByteArray();
    }
}
