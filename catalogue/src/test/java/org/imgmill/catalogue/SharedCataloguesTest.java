package org.imgmill.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every file of two collections of catalogues becomes what their indexes say. They lie beside the
/// project; without them there is nothing to read.
class SharedCataloguesTest {

    private static final Path SHARED = Path.of("../../shared");

    @Test
    void everyCatalogueThatAShopExportsIsTakenAsItsIndexSays() throws IOException {
        Path folder = SHARED.resolve("catalogues");
        assumeTrue(Files.isDirectory(folder), "no folder " + folder);
        for (String line :
                Files.readAllLines(folder.resolve("index.tsv")).stream().skip(1).toList()) {
            String[] fields = line.split("\t", -1);
            Collected read = read(folder.resolve(fields[0]));

            if (fields[1].startsWith("400")) {
                assertThat(read.refusal().message()).as(line).contains("Add a column");
            } else {
                assertThat(read.reading)
                        .as(line + read.problems())
                        .isInstanceOf(Reading.Read.class);
                assertThat(read.understood().sure()).as(line).isTrue();
                assertThat(distinct(read))
                        .as(line)
                        .isEqualTo(
                                fields[2].isEmpty() ? distinct(read) : Integer.parseInt(fields[2]));
                assertThat(read.read().counts().images()).as(line).isGreaterThanOrEqualTo(10);
            }
        }
    }

    @Test
    void everyCatalogueOfTheCasesIsTaken() throws IOException {
        Path folder = SHARED.resolve("cases/csv");
        assumeTrue(Files.isDirectory(folder), "no folder " + folder);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                Collected read = read(file);

                assertThat(read.reading)
                        .as(file + " " + read.problems())
                        .isInstanceOf(Reading.Read.class);
                assertThat(read.urls().stream().flatMap(List::stream).filter(url -> !url.isEmpty()))
                        .as(file.toString())
                        .isNotEmpty()
                        .allMatch(
                                url ->
                                        url.matches(
                                                "https?://(me:pw@)?127.0.0.1:9101/img/[^\\u200B-\\u200F!#]+"));
            }
        }
    }

    private static int distinct(Collected read) {
        var distinct = new HashSet<String>();
        read.urls().forEach(distinct::addAll);
        distinct.remove("");
        return distinct.size();
    }

    private static Collected read(Path file) throws IOException {
        return Collected.of(Files.readAllBytes(file), CatalogueOptions.open());
    }
}
