package org.imgmill.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import org.imgmill.catalogue.Understanding.Taken;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MappingTest {

    private static final String TABLE =
            "Mugs of the year;;;\nA;B;C;D\n1;Mug;http://a/1.jpg;http://b/1.jpg\n2;Cup;http://a/2.jpg;\n";

    @Test
    void columnsAreTakenByNameOrNumberAsAPersonSays() throws IOException {
        Collected read = read(TABLE, said("2", null, List.of("D", "3"), null));

        assertThat(read.rows.getFirst().serial()).isEqualTo("Mug");
        assertThat(read.urls())
                .containsExactly(
                        List.of("http://b/1.jpg", "http://a/1.jpg"), List.of("http://a/2.jpg"));
        assertThat(read.understood().images()).extracting(Taken::why).containsOnly("you named it");
        assertThat(read.understood().headerLine()).isEqualTo(2);
    }

    @Test
    void aColumnThatIsNotThereIsNamedBesideThoseThatAre() throws IOException {
        assertThat(read(TABLE, said(null, null, List.of("Bild"), 2)).refusal().message())
                .isEqualTo(
                        "There is no column \"Bild\"; found: \"A\", \"B\", \"C\", \"D\". Name one of"
                                + " them, or give its number from 1.");
        assertThat(read(TABLE, said(null, null, List.of("5"), 2)).refusal().code())
                .isEqualTo(ProblemCode.MISSING_COLUMN);
    }

    @Test
    void theHeaderIsTheLineThatAPersonNamesOrNone() throws IOException {
        assertThat(read(TABLE, said(null, null, List.of("3"), 0)).rows).hasSize(4);
        assertThat(read(TABLE, said(null, null, List.of("3"), 3)).rows).hasSize(1);
        assertThat(read(TABLE, said(null, null, List.of("3"), 99)).refusal().line()).isEqualTo(99);
    }

    @Test
    void theDelimiterAndTheEncodingAreThoseThatAPersonNames() throws IOException {
        var mapping =
                new Mapping(
                        null,
                        null,
                        List.of(),
                        null,
                        null,
                        Charset.forName("windows-1251"),
                        '~',
                        false);
        byte[] file =
                "id~name~image\n1~Кружка~http://a/1.jpg\n"
                        .getBytes(Charset.forName("windows-1251"));

        Collected read = Collected.of(file, CatalogueOptions.open().with(mapping));

        assertThat(read.rows.getFirst().name()).isEqualTo("Кружка");
        assertThat(read.understood().form())
                .isEqualTo(new Understanding.Form("csv", "windows-1251", '~', null, List.of()));
    }

    private static Mapping said(
            @Nullable String id,
            @Nullable String name,
            List<String> images,
            @Nullable Integer header) {
        return new Mapping(id, name, images, header, null, null, null, false);
    }

    private static Collected read(String csv, Mapping mapping) throws IOException {
        return Collected.of(csv, CatalogueOptions.open().with(mapping));
    }
}
