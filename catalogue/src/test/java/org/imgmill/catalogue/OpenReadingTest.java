package org.imgmill.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.imgmill.catalogue.Understanding.Certainty;
import org.imgmill.catalogue.Understanding.Taken;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever a shop exports is taken where its columns are sure, and asked about where they are not.
class OpenReadingTest {

    static List<List<String>> shops() throws IOException {
        return Carried.table("shops.txt");
    }

    static List<List<String>> opened() throws IOException {
        return Carried.table("opened.txt");
    }

    static List<List<String>> unsure() throws IOException {
        return Carried.table("unsure.txt");
    }

    @ParameterizedTest
    @MethodSource("shops")
    void theExportOfEveryShopIsUnderstood(List<String> example) throws IOException {
        List<String> header =
                Arrays.asList(example.get(0).split("\\|", -1)).stream().skip(1).toList();
        List<String> images = Arrays.asList(example.get(3).split("\\|", -1));
        String row =
                header.stream()
                        .map(
                                name ->
                                        images.contains(name)
                                                ? "http://a/" + header.indexOf(name) + ".jpg"
                                                : other(name))
                        .collect(Collectors.joining("\t"));

        Collected read = Collected.open(String.join("\t", header) + "\n" + row + "\n");

        Understanding understood = read.understood();
        assertThat(understood.why()).startsWith("Found by name");
        assertThat(understood.sure()).isTrue();
        assertThat(header(understood.id())).isEqualTo(example.get(1));
        assertThat(header(understood.name())).isEqualTo(example.get(2));
        assertThat(understood.images().stream().map(Taken::header)).isEqualTo(images);
        assertThat(read.read().counts().images()).isEqualTo(images.size());
    }

    /// Addresses of pages stand in every export.
    private static String other(String column) {
        return column.toLowerCase(Locale.ROOT).contains("url") || column.equalsIgnoreCase("link")
                ? "http://shop.example/product/1"
                : "x";
    }

    private static String header(@Nullable Taken taken) {
        return taken == null ? "" : taken.header();
    }

    @ParameterizedTest
    @MethodSource("opened")
    void onlyTheImageUrlsAreNeeded(List<String> example) throws IOException {
        Collected read = Collected.open(example.get(0).replace("\\n", "\n"));

        assertThat(read.read().problems().total()).isZero();
        assertThat(read.rows.getFirst().serial()).isEqualTo(example.get(1));
        assertThat(read.rows.getFirst().name()).isEqualTo(example.get(2).replace("<>", ""));
        assertThat(read.urls().stream().flatMap(List::stream).filter(url -> !url.isEmpty()))
                .isEqualTo(List.of(example.get(3).split(" ", -1)));
        assertThat(
                        read.read().warnings().stream()
                                .map(Warning::code)
                                .collect(Collectors.joining(" ")))
                .isEqualTo(example.size() > 4 ? example.get(4) : "");
    }

    @ParameterizedTest
    @MethodSource("unsure")
    void whatIsNotSureIsRefusedWithTheGuess(List<String> example) throws IOException {
        Collected read = Collected.open(example.get(0).replace("\\n", "\n"));

        Problem refusal = read.refusal();
        assertThat(refusal.code().code()).isEqualTo(example.get(1));
        assertThat(refusal.message()).contains(example.get(2));
        assertThat(
                        read.understood().images().stream()
                                .map(Taken::header)
                                .collect(Collectors.joining("|")))
                .isEqualTo(example.size() > 3 ? example.get(3) : "");
        assertThat(read.rows).hasSize(example.get(1).equals("no_images") ? 2 : 0);
    }

    @Test
    void aGuessThatIsAcceptedIsTaken() throws IOException {
        Collected read =
                Collected.of(
                        "id,name,left,right\n1,Mug,http://a/1.jpg,http://b/1.jpg\n",
                        CatalogueOptions.standard().with(Mapping.NONE.acceptingGuess()));

        assertThat(read.understood().sure()).isFalse();
        assertThat(read.understood().images())
                .extracting(Taken::certainty)
                .containsExactly(Certainty.GUESS, Certainty.GUESS);
        assertThat(read.urls()).containsExactly(List.of("http://a/1.jpg", "http://b/1.jpg"));
    }

    @Test
    void theRowsOfAProductBelongToIt() throws IOException {
        Collected read =
                Collected.open(
                        """
                        Handle,Title,Image Src
                        mug,Mug,http://a/1.jpg
                        mug,,http://a/2.jpg
                        cup,Cup,http://a/3.jpg
                        ,,http://a/4.jpg
                        """);

        assertThat(read.rows)
                .extracting(CatalogueRow::serial, CatalogueRow::name)
                .containsExactly(
                        tuple("mug", "Mug"),
                        tuple("mug", "Mug"),
                        tuple("cup", "Cup"),
                        tuple("cup", "Cup"));
    }

    @Test
    void aRowWithNeitherIdNorNameOrWithNothingButAnImageGoesOnWithTheProductAbove()
            throws IOException {
        Collected ids =
                Collected.open(
                        "SKU,Title,Image,Colour\n,Lost,http://a/0.jpg,\nA,Mug,http://a/1.jpg,red\n,,http://a/2.jpg,blue\n,Cup,http://a/3.jpg,\n,,,\n,,http://a/4.jpg,\n");
        assertThat(ids.rows)
                .extracting(CatalogueRow::serial, CatalogueRow::name)
                .containsExactly(
                        tuple("1", "Lost"),
                        tuple("A", "Mug"),
                        tuple("A", "Mug"),
                        tuple("4", "Cup"),
                        tuple("5", ""));
        assertThat(ids.rows.get(2).cells()).containsExactly("", "", "http://a/2.jpg", "blue");

        Collected names =
                Collected.open(
                        "Title,Image,Colour\nMug,http://a/1.jpg,red\n,http://a/2.jpg,\n,http://a/3.jpg,blue\n");
        assertThat(names.rows)
                .extracting(CatalogueRow::serial, CatalogueRow::name)
                .containsExactly(tuple("1", "Mug"), tuple("2", "Mug"), tuple("3", ""));
    }

    @Test
    void imagesFarDownAreFoundAndThoseOfAColumnThatStartsEmpty() throws IOException {
        String rows = "1,Mug,,\n".repeat(500);
        Collected read =
                Collected.open(
                        "a,b,Image 1,Image 2\n" + rows + "2,Cup,http://a/1.jpg,http://a/2.jpg\n");

        assertThat(read.read().counts()).isEqualTo(new Counts(501, 2, 0, 0));
        assertThat(read.read().warnings())
                .containsExactly(
                        new Warning(
                                "rows_without_image",
                                "500 rows have no image; their output cells stay empty."));
    }

    @Test
    void resultsHaveTheShapeOfTheCatalogueWithAColumnForEveryColumnOfImages() throws IOException {
        assertThat(
                        results(
                                "Spring\n\nid,Image 1,Image 2\nm,\"http://a/1.jpg,http://a/2.jpg\",http://a/3.jpg\nn,,http://a/4.jpg\n"))
                .isEqualTo(
                        """
                        Spring
                        id,Image 1,Image 2,Output Image 1,Output Image 2
                        m,"http://a/1.jpg,http://a/2.jpg",http://a/3.jpg,"o1,o2",o3
                        n,,http://a/4.jpg,,o1
                        """);
        assertThat(results("http://a/1.jpg\nhttp://a/2.jpg\n"))
                .isEqualTo("http://a/1.jpg,o1\nhttp://a/2.jpg,o1\n");
    }

    private static String results(String csv) throws IOException {
        Collected read = Collected.open(csv);
        var out = new ByteArrayOutputStream();
        try (var results = new ResultsWriter(out, read.read().header(), false)) {
            for (CatalogueRow row : read.rows) {
                var outputs = new ArrayList<String>();
                for (int i = 1; i <= row.urls().size(); i++) {
                    outputs.add("o" + i);
                }
                results.row(row.cells(), outputs);
            }
        }
        return out.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    @Test
    void theErrorsOfSeveralColumnsStandInTheirOwn() throws IOException {
        Collected read =
                Collected.open(
                        "id,Image 1,Image 2\nm,\"http://a/1.jpg,http://a/2.jpg\",http://a/3.jpg\n");
        var out = new ByteArrayOutputStream();
        try (var errors = new ErrorsWriter(out, read.read().header(), false)) {
            errors.failed(
                    2,
                    read.rows.getFirst().cells(),
                    List.of(
                            new FailedImage(1, "http://a/2.jpg", "dns", "no such host"),
                            new FailedImage(2, "http://a/3.jpg", "dns", "no such host")));
        }

        Collected again = Collected.of(out.toByteArray(), CatalogueOptions.open());

        assertThat(again.cells()).containsExactly(List.of("m", "http://a/2.jpg", "http://a/3.jpg"));
    }
}
