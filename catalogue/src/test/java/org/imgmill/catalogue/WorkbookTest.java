package org.imgmill.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Long: the workbooks are written out, so that a reader sees what is in them.
class WorkbookTest {

    private static final String HEADER =
            row(1, text("A1", "S. No.") + text("B1", "Product Name") + text("C1", "Images"));
    private static final CatalogueOptions SMALL =
            CatalogueOptions.standard().with(new CatalogueLimits(100, 100, 1 << 20, 5_000, 20));

    @TempDir private Path scratch;

    @Test
    void aWorkbookThatAnotherProgramWroteReadsAsWhatItShows() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var workbook = new Workbook(out, "Writer", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("Products");
            for (int i = 0; i < 6; i++) {
                sheet.value(
                        0,
                        i,
                        List.of(
                                        "S. No.",
                                        "Product Name",
                                        "Input Image Urls",
                                        "Since",
                                        "Price",
                                        "On")
                                .get(i));
            }
            sheet.value(2, 0, 7);
            sheet.value(2, 1, "Käse & <Wein>\r\n日本");
            sheet.value(2, 2, "http://a/1.jpg?x=1&y=2,http://a/2.jpg");
            sheet.value(2, 3, LocalDate.of(2026, 11, 20));
            sheet.style(2, 3).format("dd.mm.yyyy").set();
            sheet.value(2, 4, 0.1 + 0.2);
            sheet.value(2, 5, true);
            sheet.value(3, 0, "8");
            sheet.inlineString(3, 1, "Inline");
            sheet.value(3, 2, "http://a/3.jpg");
            sheet.value(3, 3, LocalDateTime.of(2026, 11, 20, 14, 32, 5));
            sheet.style(3, 3).format("yyyy-mm-dd hh:mm").set();
            sheet.value(3, 4, 1_250_000.0);
            workbook.newWorksheet("Notes").value(0, 0, "not read");
        }

        Collected read = Collected.of(out.toByteArray(), CatalogueOptions.standard());

        assertThat(read.cells())
                .containsExactly(
                        List.of(
                                "7",
                                "Käse & <Wein>\r\n日本",
                                "http://a/1.jpg?x=1&y=2,http://a/2.jpg",
                                "2026-11-20",
                                "0.3",
                                "TRUE"),
                        List.of(
                                "8",
                                "Inline",
                                "http://a/3.jpg",
                                "2026-11-20 14:32:05",
                                "1250000",
                                ""));
        assertThat(read.rows).extracting(CatalogueRow::line).containsExactly(3L, 4L);
        assertThat(read.read().header().dialect()).isEqualTo(new Dialect(',', true));
        assertThat(read.read().warnings())
                .containsExactly(
                        new Warning(
                                "first_sheet",
                                "The workbook has 2 sheets; only the first, \"Products\", was"
                                        + " read."));
    }

    @Test
    void badRowsNameTheRowOfTheSheet() throws IOException {
        byte[] workbook = workbook(HEADER + row(5, text("B5", "A") + text("C5", "http://a/1")));

        assertThat(read(workbook).refusal())
                .isEqualTo(
                        new Problem(
                                5,
                                "S. No.",
                                ProblemCode.MISSING_SERIAL,
                                "The cell is empty. Every product needs a whole number."));
    }

    @Test
    void rowsAndCellsWithoutAddressesFollowEachOther() throws IOException {
        byte[] workbook =
                workbook(
                        HEADER
                                + "<row><c><v>1.0</v></c><c t=\"str\"><f>A</f><v>N</v></c>"
                                + "<c t=\"inlineStr\"><is><r><t>http://</t></r><r><t>a/1</t></r>"
                                + "<rPh><t>reading</t></rPh></is></c></row>");

        Collected read = read(workbook);

        assertThat(read.cells()).containsExactly(List.of("1", "N", "http://a/1"));
        assertThat(read.rows.getFirst().line()).isEqualTo(2);
    }

    @Test
    void escapedCharactersMayBeMany() throws IOException {
        byte[] workbook =
                workbook(
                        HEADER
                                + row(
                                        2,
                                        text("A2", "1")
                                                + text("B2", "N")
                                                + text("C2", "http://a/1"))
                                + row(
                                        3,
                                        text("A3", "2")
                                                + text("B3", "&amp;&#65;".repeat(200_000))
                                                + text("C3", "http://a/2")));

        Collected read = Collected.of(workbook, CatalogueOptions.standard());

        assertThat(read.read().counts().rows()).isEqualTo(2);
        assertThat(read.rows.get(1).name()).hasSize(400_000);
    }

    @Test
    void cellsFarToTheRightAreRefusedAndNotMadeRoomFor() throws IOException {
        for (String address : List.of("V2", "XFD2", "ZZZZZZZ2", "ZZZZZZZZZZZZZZZZ2")) {
            assertThat(read(workbook(HEADER + row(2, text(address, "x")))).refusal().code())
                    .isEqualTo(ProblemCode.TOO_MANY_COLUMNS);
        }
    }

    @Test
    void aSheetThatUnpacksBeyondTheLimitIsRefused() throws IOException {
        byte[] bomb = workbook(HEADER + "<row></row>".repeat(200_000));

        assertThat(bomb.length).isLessThan(50_000);
        assertThat(read(bomb).refusal().code()).isEqualTo(ProblemCode.TOO_MANY_BYTES);
    }

    @Test
    void longCellsAreRefused() throws IOException {
        byte[] workbook = workbook(HEADER + row(2, text("A2", "x".repeat(6_000))));

        assertThat(read(workbook).refusal().message())
                .isEqualTo("A cell is longer than 5,000 bytes.");
    }

    @Test
    void whatNoSpreadsheetProgramWritesIsRefused() throws IOException {
        String deep = "<a>".repeat(100) + "</a>".repeat(100);
        var names = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            names.append("<x").append(i).append("/>");
        }
        for (String inside :
                List.of("<!-- " + "x".repeat(100) + " -->", "<![CDATA[x]]>", "<?x y?>", deep)) {
            assertThat(read(workbook(HEADER + inside)).refusal().code())
                    .isEqualTo(ProblemCode.DAMAGED_FILE);
        }
        assertThat(read(workbook(HEADER + names)).refusal().code())
                .isEqualTo(ProblemCode.DAMAGED_FILE);
        byte[] entities =
                zip(
                        "xl/workbook.xml",
                        "<!DOCTYPE w [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><workbook>&x;"
                                + "</workbook>");
        assertThat(read(entities).refusal().code()).isEqualTo(ProblemCode.DAMAGED_FILE);
    }

    @Test
    void numbersOfArticlesKeepTheZerosThatTheyAreShownWith() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var workbook = new Workbook(out, "Writer", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("Products");
            List<String> header = List.of("SKU", "Name", "Image", "Price");
            for (int i = 0; i < header.size(); i++) {
                sheet.value(0, i, header.get(i));
            }
            List<String> formats = List.of("00000", "\\S\\K\\U-000", "0", "#,##0");
            for (int i = 0; i < formats.size(); i++) {
                sheet.value(1 + i, 0, 42);
                sheet.style(1 + i, 0).format(formats.get(i)).set();
                sheet.value(1 + i, 2, "http://a/" + i + ".jpg");
                sheet.value(1 + i, 3, 1.5);
                sheet.style(1 + i, 3).format("00000").set();
            }
        }

        Collected read = Collected.of(out.toByteArray(), CatalogueOptions.open());

        assertThat(read.rows)
                .extracting(CatalogueRow::serial)
                .containsExactly("00042", "SKU-042", "42", "42");
        assertThat(read.rows.getFirst().cells()).endsWith("1.5");
    }

    /// Libraries write formulas without what they come to, and a cell at the end of its row.
    @Test
    void aFormulaThatLeadsToAnAddressIsOneWithoutAResultToo() throws IOException {
        byte[] workbook =
                workbook(
                        HEADER
                                + row(
                                        2,
                                        text("A2", "1")
                                                + text("B2", "N")
                                                + "<c r=\"C2\"><f>HYPERLINK(\"http://a/1.jpg\",\"see\")</f><v/></c>"));
        CatalogueOptions open =
                new CatalogueOptions(OnBadRow.REJECT, null, SMALL.limits(), scratch, Mapping.NONE);

        assertThat(Collected.of(workbook, open).urls()).containsExactly(List.of("http://a/1.jpg"));
    }

    @Test
    void aSharedTextThatIsNotThereIsDamage() throws IOException {
        for (String index : List.of("0", "-1", "x", "99999999999")) {
            byte[] workbook =
                    workbook(HEADER + row(2, "<c r=\"A2\" t=\"s\"><v>" + index + "</v></c>"));

            assertThat(read(workbook).refusal().code()).isEqualTo(ProblemCode.DAMAGED_FILE);
        }
    }

    @Test
    void aWorkbookDamagedAnywhereEndsAsReadOrRefused() throws IOException {
        byte[] whole =
                workbook(
                        HEADER
                                + row(
                                        2,
                                        text("A2", "1")
                                                + text("B2", "N")
                                                + text("C2", "http://a/1")));
        var random = new Random(7);
        CatalogueOptions options =
                new CatalogueOptions(OnBadRow.REJECT, null, SMALL.limits(), scratch, null);

        for (int i = 0; i < 500; i++) {
            byte[] damaged = whole.clone();
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                damaged[4 + random.nextInt(damaged.length - 4)] = (byte) random.nextInt(256);
            }
            assertThatCode(
                            () ->
                                    Catalogue.read(
                                            new ByteArrayInputStream(damaged),
                                            options,
                                            new Collected()))
                    .doesNotThrowAnyException();
        }
        try (var left = Files.list(scratch)) {
            assertThat(left).isEmpty();
        }
    }

    private static Collected read(byte[] workbook) throws IOException {
        return Collected.of(workbook, SMALL);
    }

    private static String row(int number, String cells) {
        return "<row r=\"" + number + "\">" + cells + "</row>";
    }

    private static String text(String address, String text) {
        return "<c r=\"" + address + "\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
    }

    private static byte[] workbook(String rows) throws IOException {
        return zip(
                "xl/workbook.xml",
                "<?xml version=\"1.0\"?><workbook xmlns:r=\"r\"><sheets><sheet name=\"S\""
                        + " r:id=\"rId1\"/></sheets></workbook>",
                "xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/>"
                        + "</Relationships>",
                "xl/worksheets/sheet1.xml",
                "<worksheet><sheetData>" + rows + "</sheetData></worksheet>");
    }

    private static byte[] zip(String... namesAndTexts) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(packed)) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
                zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
            }
        }
        return packed.toByteArray();
    }
}
