package org.imgmill.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.StringArrayHandler;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvScannerTest {

    private static final String[] PIECES = {
        "a",
        "\"",
        "\"\"",
        ",",
        ";",
        " ",
        "\n",
        "\r",
        "\r\n",
        "é",
        "\uD83D\uDE00",
        "=1",
        "x".repeat(40_000)
    };

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void cellsThatAnotherLibraryWroteAreReadBack(long seed) throws IOException {
        var random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            var rows = new ArrayList<List<String>>();
            for (int row = 0; row < 1 + random.nextInt(5); row++) {
                var cells = new ArrayList<String>();
                for (int cell = 0; cell < 2 + random.nextInt(4); cell++) {
                    cells.add(text(random, 4));
                }
                rows.add(cells);
            }
            var csv = new StringWriter();
            try (CsvWriter writer = CsvWriter.builder().build(csv)) {
                rows.forEach(writer::writeRecord);
            }

            assertThat(scanned(csv.toString(), random)).isEqualTo(rows);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void wellFormedTextReadsAsAnotherLibraryReadsIt(long seed) throws IOException {
        var random = new Random(seed);
        for (int i = 0; i < 1_000; i++) {
            String csv = text(random, 12).replace("\"", "").replace(" ", "");

            assertThat(scanned(csv, random)).isEqualTo(fastCsv(csv));
        }
    }

    @Test
    void linesAreCountedThroughQuotedLineBreaksOfEveryKind() throws IOException {
        var scanner = scanner("a,\"1\n2\r3\r\n4\n\n5\"\r\nb\rc\n\"d\n\"\n\"e", ',');
        var lines = new ArrayList<Long>();

        scanner.next();
        lines.add(scanner.line());
        for (String cell : List.of("b", "c", "d\n")) {
            assertThat(scanner.next()).containsExactly(cell);
            lines.add(scanner.line());
        }

        assertThat(lines).containsExactly(1L, 7L, 8L, 9L);
    }

    @Test
    void aQuoteThatNothingClosesIsNamedWithTheLineWhereItOpens() throws IOException {
        Problem problem =
                Collected.of(
                                """
                                S. No.,Product Name,Images
                                1,A,http://a/1
                                2,"B
                                b","http://b/1
                                3,C,http://c/1
                                """)
                        .refusal();

        assertThat(problem.line()).isEqualTo(4);
        assertThat(problem.code()).isEqualTo(ProblemCode.UNCLOSED_QUOTE);
        assertThat(problem.message()).startsWith("A double quote opens a cell here");
    }

    @Test
    void textBehindAClosingQuoteSpoilsItsOwnRowOnly() throws IOException {
        Collected read =
                Collected.of(
                        """
                        S. No.,Product Name,Images
                        1,"24" monitor",http://a/1
                        2,"B",http://b/1
                        """,
                        CatalogueOptions.standard().with(OnBadRow.SKIP));

        assertThat(read.rows).singleElement().extracting(CatalogueRow::serial).isEqualTo("2");
        assertThat(read.badRows.getFirst().cells())
                .containsExactly("1", "\"24\" monitor\"", "http://a/1");
        assertThat(read.problems().first())
                .containsExactly(
                        new Problem(
                                2,
                                null,
                                ProblemCode.TEXT_AFTER_QUOTE,
                                "\"monitor\"\" stands behind the double quote that closes a cell."
                                        + " Write a quote inside a quoted cell twice."));
    }

    @Test
    void spacesAroundQuotedCellsAreDroppedAndThoseOfOthersKept() throws IOException {
        assertThat(scanner("1,  \"a, b\" ,  c ,\" d \"", ',').next())
                .containsExactly("1", "a, b", "  c ", " d ");
    }

    private static List<List<String>> scanned(String csv, Random random) throws IOException {
        var scanner = new CsvScanner(new Trickle(csv, random), ',', CatalogueLimits.DEFAULT);
        var rows = new ArrayList<List<String>>();
        for (String[] row = scanner.next(); row != null; row = scanner.next()) {
            rows.add(List.of(row));
        }
        return rows;
    }

    private static List<List<String>> fastCsv(String csv) throws IOException {
        var rows = new ArrayList<List<String>>();
        try (CsvReader<String[]> reader =
                CsvReader.builder()
                        .skipEmptyLines(false)
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .build(StringArrayHandler.of(), csv)) {
            reader.forEach(row -> rows.add(row.length == 0 ? List.of("") : List.of(row)));
        }
        return rows;
    }

    private static CsvScanner scanner(String csv, char delimiter) {
        return new CsvScanner(new StringReader(csv), delimiter, CatalogueLimits.DEFAULT);
    }

    private static String text(Random random, int longest) {
        var text = new StringBuilder();
        for (int i = random.nextInt(longest); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    /// Text that arrives in pieces of any length, as from a network.
    private static final class Trickle extends Reader {

        private final StringReader text;
        private final Random random;

        Trickle(String text, Random random) {
            this.text = new StringReader(text);
            this.random = random;
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            return text.read(buffer, offset, 1 + random.nextInt(Math.min(length, 9_000)));
        }

        @Override
        public void close() {
            text.close();
        }
    }
}
