package org.imgmill.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Walks the hostile files that lie beside the repository, where there are any; `hostile.txt` says
/// what becomes of each that may end either way, and why.
class HostileTest {

    private static final Path FILES = Path.of("../../shared/hostile/csv").toAbsolutePath();

    static List<List<String>> choices() throws IOException {
        return Carried.table("hostile.txt");
    }

    @ParameterizedTest
    @MethodSource("choices")
    void whatMayEndEitherWayEndsAsWritten(List<String> choice) throws IOException {
        Path file = FILES.resolve(choice.get(0));
        assumeTrue(Files.exists(file), "no file " + file);

        assertThat(ending(read(file))).isEqualTo(choice.get(1));
        assertThat(choice.get(2)).as("why").isNotBlank();
    }

    @TestFactory
    Stream<DynamicTest> theRestEndsAsItsNameSays() throws IOException {
        List<String> chosen = choices().stream().map(List::getFirst).toList();
        return files().stream()
                .filter(file -> !chosen.contains(FILES.relativize(file).toString()))
                .map(
                        file ->
                                DynamicTest.dynamicTest(
                                        FILES.relativize(file).toString(),
                                        () -> endsAsNamed(file)));
    }

    @Test
    void everyFileThatMayEndEitherWayHasItsLine() throws IOException {
        List<String> chosen = choices().stream().map(List::getFirst).toList();

        assertThat(files())
                .map(file -> FILES.relativize(file).toString())
                .filteredOn(name -> name.startsWith("any_"))
                .isSubsetOf(chosen);
    }

    private static void endsAsNamed(Path file) throws IOException {
        Collected collected = read(file);
        if (file.getFileName().toString().startsWith("ok_")) {
            assertThat(results(collected)).isEqualTo(cells(Files.readAllBytes(file)));
        } else {
            assertThat(collected.reading).isInstanceOf(Reading.Refused.class);
            assertThat(collected.problems().first()).allMatch(p -> !p.message().isBlank());
        }
    }

    /// What another reader makes of the results, without the added column.
    private static List<List<String>> results(Collected collected) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var results = new ResultsWriter(out, collected.read().header(), false)) {
            for (CatalogueRow row : collected.rows) {
                results.row(row.cells(), List.of("http://o/1.jpg", "", "http://o/3.jpg"));
            }
        }
        return cells(out.toByteArray()).stream()
                .map(row -> row.subList(0, row.size() - 1))
                .toList();
    }

    private static List<List<String>> cells(byte[] csv) {
        String text = new String(csv, StandardCharsets.UTF_8);
        var rows = new ArrayList<List<String>>();
        for (CsvRecord row :
                CsvReader.builder()
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .ofCsvRecord(text.startsWith("\uFEFF") ? text.substring(1) : text)) {
            rows.add(row.getFields());
        }
        return rows;
    }

    /// `3 rows 4 images`, with the codes of bad rows behind it, or the codes of a refusal.
    private static String ending(Collected collected) {
        var text = new StringBuilder();
        if (collected.reading instanceof Reading.Read read) {
            Counts counts = read.counts();
            text.append(counts.rows()).append(" rows ").append(counts.images()).append(" images");
            read.warnings().forEach(warning -> text.append(' ').append(warning.code()));
        } else {
            text.append("refused");
        }
        collected
                .problems()
                .first()
                .forEach(
                        p -> text.append(' ').append(p.line()).append(':').append(p.code().code()));
        return text.toString();
    }

    private static Collected read(Path file) throws IOException {
        var collected = new Collected();
        CatalogueOptions skipping = CatalogueOptions.standard().with(OnBadRow.SKIP);
        collected.reading = Catalogue.read(file, skipping, collected);
        return collected;
    }

    private static List<Path> files() throws IOException {
        assumeTrue(Files.isDirectory(FILES), "no directory " + FILES);
        try (Stream<Path> files = Files.walk(FILES)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
