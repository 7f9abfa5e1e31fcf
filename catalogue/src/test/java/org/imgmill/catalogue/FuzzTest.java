package org.imgmill.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.imgmill.fuzzing.Fuzzing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever the bytes, a reading ends as `Read` or `Refused`, and what was read can be written and
/// read again.
class FuzzTest {

    private static final CatalogueLimits LIMITS = new CatalogueLimits(50, 60, 1 << 16, 500, 12);
    private static final String[] PIECES = {
        "S. No.",
        "Product Name",
        "Input Image Urls",
        "sep=;",
        "\"",
        "\"\"",
        ",",
        ";",
        "\t",
        "|",
        "\n",
        "\r",
        "\r\n",
        " ",
        "1",
        "-2",
        "x",
        "http://a/1.jpg",
        "www.a",
        "[",
        "]",
        "=1",
        "\0",
        "\uFEFF",
        "é",
        "日本",
        "\u001A",
        "a,b",
        "Error Row",
        "Error Codes",
        "Error Messages"
    };

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void nothingButAReadingComesOut(long seed) throws IOException {
        var random = new Random(seed);
        int accepted = 0;
        for (int i = 0; i < 500; i++) {
            byte[] bytes = bytes(random);
            CatalogueOptions options =
                    CatalogueOptions.standard()
                            .with(LIMITS)
                            .with(i % 2 == 0 ? OnBadRow.REJECT : OnBadRow.SKIP);

            Collected read = Collected.of(bytes, options);

            if (read.reading instanceof Reading.Read good) {
                accepted++;
                assertThat(again(read.rows, good.header())).isEqualTo(read.cells());
            } else {
                assertThat(read.problems().total()).isPositive();
            }
        }
        assertThat(accepted).isPositive();
    }

    @Test
    void noMutantOfAHostileFileBreaksTheReader() {
        var samples = new ArrayList<>(Fuzzing.hostile("csv"));
        samples.add(bytes(new Random(1)));
        samples.add(Template.csv());
        Fuzzing.play(
                random -> {
                    byte[] mutant = Fuzzing.mutant(samples, random);
                    var choice = random.nextBoolean() ? OnBadRow.REJECT : OnBadRow.SKIP;

                    Collected read = Collected.of(mutant, CatalogueOptions.standard().with(choice));

                    switch (read.reading) {
                        case Reading.Read good ->
                                assertThat(again(read.rows, good.header())).isEqualTo(read.cells());
                        case Reading.Refused refused ->
                                assertThat(refused.problems().total()).isPositive();
                    }
                });
    }

    private static List<List<String>> again(List<CatalogueRow> rows, CatalogueHeader header)
            throws IOException {
        var out = new ByteArrayOutputStream();
        try (var results = new ResultsWriter(out, header, false)) {
            for (CatalogueRow row : rows) {
                results.row(row.cells(), List.of("http://o/1.jpg"));
            }
        }
        int width = header.columns().size();
        return Collected.of(out.toByteArray(), CatalogueOptions.standard()).cells().stream()
                .map(cells -> cells.subList(0, width))
                .toList();
    }

    private static byte[] bytes(Random random) {
        var text = new StringBuilder();
        if (random.nextInt(4) > 0) {
            text.append("S. No.,Product Name,Input Image Urls,Colour\n1,A,http://a/1,red\n");
        }
        for (int i = random.nextInt(30); i > 0; i--) {
            text.insert(
                    random.nextInt(4) == 0 ? random.nextInt(text.length() + 1) : text.length(),
                    PIECES[random.nextInt(PIECES.length)]);
        }
        byte[] bytes =
                text.toString()
                        .getBytes(
                                random.nextInt(9) == 0
                                        ? StandardCharsets.UTF_16
                                        : StandardCharsets.UTF_8);
        for (int i = random.nextInt(5) - 2; i > 0 && bytes.length > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }
}
