package org.imgmill.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/// Small files that unpack to large ones.
class BombTest {

    private static final String HEADER = "S. No.,Product Name,Images\n";
    private static final String SHEET_HEADER =
            "<row><c t=\"inlineStr\"><is><t>S. No.</t></is></c><c t=\"inlineStr\"><is><t>Product Name</t></is></c>"
                    + "<c t=\"inlineStr\"><is><t>Images</t></is></c></row>";
    private static final String SHEET_ROW =
            "<row><c><v>1</v></c><c t=\"inlineStr\"><is><t>Mug</t></is></c><c t=\"inlineStr\"><is><t>http://a/1</t></is></c></row>";
    private static final int EXCELS_ROWS = 1_048_576;

    private interface Part {
        void write(OutputStream out) throws IOException;
    }

    private static Part repeated(String text, int times) {
        return out -> {
            byte[] many = text.repeat(1000).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < times / 1000; i++) {
                out.write(many);
            }
            out.write(text.repeat(times % 1000).getBytes(StandardCharsets.UTF_8));
        };
    }

    private static Part text(String text) {
        return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] gzip(Part... parts) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out, 1 << 16)) {
            for (var part : parts) {
                part.write(gzip);
            }
        }
        return out.toByteArray();
    }

    private static byte[] workbook(Part strings, Part rows) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            entry(
                    zip,
                    "xl/workbook.xml",
                    text(
                            "<workbook xmlns:r=\"r\"><sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"));
            entry(
                    zip,
                    "xl/_rels/workbook.xml.rels",
                    text(
                            "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/></Relationships>"));
            entry(
                    zip,
                    "xl/sharedStrings.xml",
                    o -> {
                        text("<sst>").write(o);
                        strings.write(o);
                        text("</sst>").write(o);
                    });
            entry(
                    zip,
                    "xl/worksheets/sheet1.xml",
                    o -> {
                        text("<worksheet><sheetData>" + SHEET_HEADER).write(o);
                        rows.write(o);
                        text("</sheetData></worksheet>").write(o);
                    });
        }
        return out.toByteArray();
    }

    private static void entry(ZipOutputStream zip, String name, Part part) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        part.write(zip);
        zip.closeEntry();
    }

    private static Problem refusal(byte[] catalogue) throws IOException {
        var read = Collected.of(catalogue, CatalogueOptions.standard());
        assertThat(read.reading).isInstanceOf(Reading.Refused.class);
        var refused = (Reading.Refused) read.reading;
        assertThat(refused.isTooLarge()).isTrue();
        return refused.problems().first().getFirst();
    }

    private static Counts counts(byte[] catalogue) throws IOException {
        var read = Collected.of(catalogue, CatalogueOptions.standard());
        assertThat(read.reading).isInstanceOf(Reading.Read.class);
        return ((Reading.Read) read.reading).counts();
    }

    @Test
    void aCsvThatUnpacksToHundredsOfTimesItsSizeIsRefused() throws IOException {
        var line = "1,Mug,http://a/1\n";
        var small = gzip(text(HEADER), repeated(line, (10 << 20) / line.length()));
        var large = gzip(text(HEADER), repeated(line, (40 << 20) / line.length()));

        assertThat(counts(small).rows()).isEqualTo((10 << 20) / line.length());
        assertThat(refusal(large).code()).isEqualTo(ProblemCode.TOO_MANY_BYTES);
        assertThat(refusal(large).message()).contains("200 times");
    }

    @Test
    void soIsASheetThatDoes() throws IOException {
        var bomb = workbook(text(""), repeated(SHEET_ROW, (40 << 20) / SHEET_ROW.length()));

        assertThat(refusal(bomb).message()).contains("200 times");
    }

    @Test
    void soAreSharedTextsThatDo() throws IOException {
        var bomb =
                workbook(
                        repeated("<si><t>" + "x".repeat(1000) + "</t></si>", 40_000),
                        text(SHEET_ROW));

        assertThat(refusal(bomb).message()).contains("200 times");
    }

    @Test
    void emptyRowsCountBeyondTheHeightOfASheet() throws IOException {
        var formatted =
                workbook(
                        text(""),
                        o -> {
                            text(SHEET_ROW).write(o);
                            repeated("<row/>", EXCELS_ROWS).write(o);
                        });
        var endless = workbook(text(""), repeated("<row/>", EXCELS_ROWS + 1_000_001));

        assertThat(counts(formatted).rows()).isEqualTo(1);
        assertThat(refusal(endless).code()).isEqualTo(ProblemCode.TOO_MANY_ROWS);
        assertThat(refusal(endless).message()).contains("empty rows");
    }

    @Test
    void soDoEmptyLinesOfACsv() throws IOException {
        var endless = new ByteArrayOutputStream();
        text(HEADER).write(endless);
        repeated("\n", EXCELS_ROWS + 1_000_001).write(endless);

        assertThat(refusal(endless.toByteArray()).message()).contains("empty rows");
    }

    @Test
    void sharedTextsAreFoundByTheirNumberHoweverManyThereAre() throws IOException {
        var random = new Random(1);
        int texts = 30_000;
        var cells = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            cells.append(
                    "<row><c><v>%d</v></c><c t=\"s\"><v>%d</v></c><c t=\"inlineStr\"><is><t>http://a/%d</t></is></c></row>"
                            .formatted(i + 1, random.nextInt(texts), i));
        }
        var read =
                Collected.of(
                        workbook(
                                o -> {
                                    for (int i = 0; i < texts; i++) {
                                        text("<si><t>" + shared(i) + "</t></si>").write(o);
                                    }
                                },
                                text(cells.toString())),
                        CatalogueOptions.standard());

        var again = new Random(1);
        assertThat(read.cells()).hasSize(2_000);
        for (var row : read.cells()) {
            assertThat(row.get(1)).isEqualTo(shared(again.nextInt(texts)));
        }
    }

    /// Of every length, and of one beyond what is read at once.
    private static String shared(int i) {
        return "\u20ac%d ".formatted(i) + "é".repeat(i % 50 + (i % 5_000 == 0 ? 70_000 : 0));
    }
}
