package org.imgmill.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogueTest {

    private static final String CATALOGUE =
            "S. No.,Product Name,Input Image Urls\r\n"
                    + "1,SKU1,\"http://a.example/1.jpg,http://a.example/2.jpg\"\r\n"
                    + "2,\"SKU \"\"2\"\"\",http://a.example/3.jpg\r\n";

    @Test
    void rowsComeWithTheirLineCellsSerialNameAndUrls() throws IOException {
        Collected read = Collected.of(CATALOGUE);

        assertThat(read.read().counts()).isEqualTo(new Counts(2, 3, 0, 0));
        assertThat(read.read().header().columns())
                .containsExactly("S. No.", "Product Name", "Input Image Urls");
        CatalogueRow second = read.rows.get(1);
        assertThat(second.line()).isEqualTo(3);
        assertThat(second.cells()).containsExactly("2", "SKU \"2\"", "http://a.example/3.jpg");
        assertThat(second.serial()).isEqualTo("2");
        assertThat(second.name()).isEqualTo("SKU \"2\"");
        assertThat(read.urls())
                .containsExactly(
                        List.of("http://a.example/1.jpg", "http://a.example/2.jpg"),
                        List.of("http://a.example/3.jpg"));
        assertThat(read.read().header().urlsOf(read.rows.getFirst().cells()))
                .isEqualTo(read.rows.getFirst().urls());
    }

    @Test
    void resultsComeBackAsTheCatalogueWithOneColumnMore() throws IOException {
        Collected read = Collected.of(CATALOGUE);
        var out = new ByteArrayOutputStream();

        try (var results = new ResultsWriter(out, read.read().header(), false)) {
            results.row(read.rows.get(0).cells(), List.of("http://o/1.jpg", ""));
            results.row(read.rows.get(1).cells(), List.of("http://o/3.jpg"));
        }

        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                        S. No.,Product Name,Input Image Urls,Output Image Urls
                        1,SKU1,"http://a.example/1.jpg,http://a.example/2.jpg","http://o/1.jpg,"
                        2,"SKU ""2""\",http://a.example/3.jpg,http://o/3.jpg
                        """
                                .replace("\n", "\r\n"));
    }

    @Test
    void aBadRowRefusesTheCatalogueAndSaysWhereAndWhatToDo() throws IOException {
        Collected read = Collected.of(CATALOGUE + "A-16,Vase,http://a.example/4.jpg\r\n");

        assertThat(read.refusal())
                .isEqualTo(
                        new Problem(
                                4,
                                "S. No.",
                                ProblemCode.BAD_SERIAL,
                                "\"A-16\" is not a whole number. Write a number such as 16."));
    }

    @Test
    void badRowsCanBeSkippedAndComeWithTheirCells() throws IOException {
        Collected read =
                Collected.of(
                        CATALOGUE + "x,Vase,http://a.example/4.jpg\r\n",
                        CatalogueOptions.standard().with(OnBadRow.SKIP));

        assertThat(read.read().counts()).isEqualTo(new Counts(2, 3, 1, 0));
        assertThat(read.badRows).hasSize(1);
        assertThat(read.badRows.getFirst().cells())
                .containsExactly("x", "Vase", "http://a.example/4.jpg");
    }
}
