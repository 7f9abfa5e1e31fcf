package org.imgmill.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;

/// Results of any catalogue as a workbook and as JSON lines.
class OtherResultsTest {

    private static final String CSV =
            """
            Spring range
            SKU,Name,Name,,Image 1,Image 2
            007,"=1+2",_x0041_ "a",\007\uD83D\uDE00,"http://a/1.jpg,http://a/2.jpg",
            """;

    @Test
    void aWorkbookHoldsEveryCellAsText() throws IOException {
        var out = new ByteArrayOutputStream();

        write(CSV, header -> new NewWorkbook(out, header));

        try (var read = new ReadableWorkbook(new ByteArrayInputStream(out.toByteArray()));
                Stream<Row> rows = read.getFirstSheet().openStream()) {
            assertThat(rows.map(OtherResultsTest::texts))
                    .containsExactly(
                            List.of("Spring range"),
                            List.of(
                                    "SKU",
                                    "Name",
                                    "Name",
                                    "",
                                    "Image 1",
                                    "Image 2",
                                    "Output Image 1",
                                    "Output Image 2"),
                            List.of(
                                    "007",
                                    "=1+2",
                                    "_x005F_x0041_ \"a\"",
                                    "_x0007_\uD83D\uDE00",
                                    "http://a/1.jpg,http://a/2.jpg",
                                    "",
                                    "out,"));
        }
        Collected ours = Collected.of(out.toByteArray(), CatalogueOptions.open());
        assertThat(ours.cells().getFirst())
                .startsWith("007", "=1+2", "_x0041_ \"a\"", "\u0007\uD83D\uDE00");
    }

    @Test
    void aTextThatNoCellHoldsEndsInAnEllipsis() throws IOException {
        var out = new ByteArrayOutputStream();

        write(
                "SKU,Image\n" + "x".repeat(40_000) + ",http://a/1.jpg\n",
                header -> new NewWorkbook(out, header));

        assertThat(Collected.of(out.toByteArray(), CatalogueOptions.open()).cells().getFirst())
                .first()
                .asString()
                .hasSize(32_767)
                .endsWith("x\u2026");
    }

    @Test
    void aSheetHasRoomForAMillionRows() throws IOException {
        var header = Collected.open("SKU,Image\n1,http://a/1.jpg\n").read().header();

        assertThat(NewWorkbook.takes(1_048_575, header)).isTrue();
        assertThat(NewWorkbook.takes(1_048_576, header)).isFalse();
    }

    @Test
    void aLineOfJsonHoldsACellForEachNameAndTheLinksByPosition() throws IOException {
        var out = new ByteArrayOutputStream();

        write(CSV, header -> new JsonLinesResults(out, header));

        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"SKU\":\"007\",\"Name\":\"=1+2\",\"Name (2)\":\"_x0041_ \\\"a\\\"\",\"Column 4\":\"\\u0007\uD83D\uDE00\","
                                + "\"Image 1\":\"http://a/1.jpg,http://a/2.jpg\",\"Image 2\":\"\",\"Output Image 1\":[\"out\",null],\"Output Image 2\":[]}\n");
    }

    private static List<String> texts(Row row) {
        return row.stream().map(cell -> cell == null ? "" : cell.getText()).toList();
    }

    private interface Opened {
        ResultsFile with(CatalogueHeader header) throws IOException;
    }

    /// The first image is stored, the others are not.
    private static void write(String csv, Opened opened) throws IOException {
        Collected read = Collected.of(csv, CatalogueOptions.open());
        try (var file = opened.with(read.read().header())) {
            for (CatalogueRow row : read.rows) {
                var outputs = new ArrayList<String>();
                for (int i = 0; i < row.urls().size(); i++) {
                    outputs.add(i == 0 ? "out" : "");
                }
                file.row(row.cells(), outputs);
            }
        }
    }
}
