package org.imgmill.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SameCatalogueTest {

    private static final List<List<String>> CELLS =
            List.of(
                    List.of(
                            "1",
                            "Café, Ünïq",
                            "https://a.example/1.jpg,https://a.example/2.jpg",
                            "red; \"deep\""),
                    List.of("007", "Line\nbreak", "https://a.example/w_400,h_300/3.jpg", ""),
                    List.of("-3", "24\" monitor", "https://b.example/4.jpg", "blue"));

    static List<Path> files() throws IOException, URISyntaxException {
        return Carried.files("same");
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyWayToWriteItReadsToTheSameCells(Path file) throws IOException {
        var collected = new Collected();

        collected.reading = Catalogue.read(file, CatalogueOptions.standard(), collected);

        assertThat(collected.read().header().columns())
                .containsExactly("S. No.", "Product Name", "Input Image Urls", "Colour");
        assertThat(collected.read().counts()).isEqualTo(new Counts(3, 4, 0, 1));
        assertThat(collected.cells()).isEqualTo(CELLS);
    }

    @ParameterizedTest
    @MethodSource("files")
    void itsResultsReadToTheSameCellsAgainInTheSameDialect(Path file) throws IOException {
        var collected = new Collected();
        collected.reading = Catalogue.read(file, CatalogueOptions.standard(), collected);
        CatalogueHeader header = collected.read().header();
        var out = new ByteArrayOutputStream();
        try (var results = new ResultsWriter(out, header, false)) {
            for (CatalogueRow row : collected.rows) {
                results.row(row.cells(), List.of("https://o.example/1.jpg"));
            }
        }

        Collected again = Collected.of(out.toByteArray(), CatalogueOptions.standard());

        assertThat(again.read().header().dialect()).isEqualTo(header.dialect());
        assertThat(again.read().header().columns()).last().isEqualTo("Output Image Urls");
        assertThat(again.cells().stream().map(cells -> cells.subList(0, 4)).toList())
                .isEqualTo(CELLS);
        assertThat(out.toString(StandardCharsets.UTF_8).startsWith("\uFEFF"))
                .isEqualTo(header.dialect().byteOrderMark());
    }

    @ParameterizedTest
    @MethodSource("files")
    void linesAreCountedAsAnEditorCountsThem(Path file) throws IOException {
        var collected = new Collected();
        collected.reading = Catalogue.read(file, CatalogueOptions.standard(), collected);

        long before =
                switch (file.getFileName().toString()) {
                    case "sep_line_semicolon.csv", "sep_line_caret.csv" -> 1;
                    case "blank_lines.csv" -> 3;
                    default -> 0;
                };
        assertThat(collected.rows.get(0).line()).isEqualTo(before + 2);
    }
}
