package org.imgmill.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultsWriterTest {

    @Test
    void outputsAreAlignedWithTheInputsByPosition() throws IOException {
        assertThat(results(false, List.of("http://o/1", "", "http://o/3")))
                .endsWith(",\"http://o/1,,http://o/3\"\r\n");
        assertThat(results(false, List.of("", "", ""))).endsWith(",\",,\"\r\n");
        assertThat(results(false, List.of(""))).endsWith("http://a/1,\r\n");
    }

    @Test
    void theUsersCellsComeBackExactlyAsTheyCame() throws IOException {
        assertThat(results(false, List.of("http://o/1")))
                .endsWith("\r\n007,=cmd|' /C calc'!A0, http://a/1,http://o/1\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[a]", "{id}", "<SKU>", "GIF8", "%PDF-", "PAR1"})
    void resultsAreNeverTakenForAnotherKindOfFile(String firstColumn) throws IOException {
        Collected read =
                Collected.of(
                        """
                        "%s",S. No.,Product Name,Images
                        x,1,A,http://a/1
                        """
                                .formatted(firstColumn));
        var out = new ByteArrayOutputStream();
        try (var results = new ResultsWriter(out, read.read().header(), false)) {
            results.row(read.rows.getFirst().cells(), List.of("http://o/1"));
        }

        Collected again = Collected.of(out.toByteArray(), CatalogueOptions.standard());

        assertThat(again.cells())
                .containsExactly(List.of("x", "1", "A", "http://a/1", "http://o/1"));
    }

    @Test
    void csvSafePutsAnApostropheBeforeDangerousCells() throws IOException {
        assertThat(results(true, List.of("http://o/1")))
                .endsWith("\r\n007,'=cmd|' /C calc'!A0, http://a/1,http://o/1\r\n");
    }

    @Test
    void everyDangerousBeginningIsKnown() {
        assertThat(
                        List.of(
                                "=", "+1", "-1", "@a", "\tx", "\rx", "\nx", "\uFF1D1", "\uFF0B1",
                                "\uFF0D1", "\uFF201"))
                .allMatch(Formulas::isDangerous);
        assertThat(List.of("", "a=1", " =1", "'=1", "http://a/=1"))
                .noneMatch(Formulas::isDangerous);
    }

    @Test
    void theReaderCountsDangerousCells() throws IOException {
        Collected read = Collected.of("S. No.,Product Name,Images\n-1,+A,http://a/1\n2,B,@x\n");

        assertThat(read.read().counts().formulaCells()).isEqualTo(3);
    }

    @Test
    void aRowOfAnotherWidthIsTheCallersMistake() {
        assertThatThrownBy(
                        () -> {
                            var out = new ByteArrayOutputStream();
                            try (var results =
                                    new ResultsWriter(out, CatalogueHeader.standard(), false)) {
                                results.row(new String[] {"1"}, List.of());
                            }
                        })
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theTemplateIsACatalogue() throws IOException {
        Collected read = Collected.of(Template.csv(), CatalogueOptions.standard());

        assertThat(read.read().counts()).isEqualTo(new Counts(2, 3, 0, 0));
        assertThat(read.read().header()).isEqualTo(CatalogueHeader.standard());
    }

    private static String results(boolean csvSafe, List<String> outputs) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var results = new ResultsWriter(out, CatalogueHeader.standard(), csvSafe)) {
            results.row(new String[] {"007", "=cmd|' /C calc'!A0", " http://a/1"}, outputs);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
