package org.imgmill.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// JSON and feeds are catalogues whose records name their own columns.
///
/// Long: the files are written out, so that a reader sees what is in them.
class RecordsTest {

    private static final String RSS =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- made by a shop -->
            <rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel><title>Shop</title><link>http://shop.example</link>
            <item><g:id>m-1</g:id><title><![CDATA[Mug & <Cup>]]></title><link>http://shop.example/mug</link>
            <g:image_link>http://a/1.jpg?x=1&amp;y=2</g:image_link>
            <g:additional_image_link>http://a/2.jpg</g:additional_image_link><g:additional_image_link>http://a/3.jpg</g:additional_image_link></item>
            <item><g:id>m-2</g:id><title>Bowl</title><link>http://shop.example/bowl</link><g:image_link>http://a/4.jpg</g:image_link></item>
            </channel></rss>
            """;

    @TempDir Path scratch;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"sku\":\"m-1\",\"title\":\"Mug\",\"images\":[\"http://a/1.jpg\",\"http://a/2.jpg\"]},{\"sku\":\"m-2\",\"images\":[]}]",
                "{\"count\":2,\"products\":[{\"sku\":\"m-1\",\"title\":\"Mug\",\"images\":[{\"src\":\"http://a/1.jpg\"},{\"src\":\"http://a/2.jpg\"}]},{\"sku\":\"m-2\"}],\"meta\":{\"page\":{\"url\":\"http://x/9.jpg\"}}}",
                "{\"sku\":\"m-1\",\"title\":\"Mug\",\"images\":[\"http://a/1.jpg\",\"http://a/2.jpg\"]}\n{\"sku\":\"m-2\",\"images\":null}\n",
                "\uFEFF[{\"sku\":\"m-1\",\"title\":\"Mug\",\"image\":\"http://a/1.jpg\",\"images\":\"http://a/2.jpg\"},{\"sku\":\"m-2\"}]",
                "{\"data\":{\"products\":{\"edges\":[{\"node\":{\"sku\":\"m-1\",\"title\":\"Mug\",\"images\":{\"edges\":[{\"node\":{\"url\":\"http://a/1.jpg\"}},{\"node\":{\"url\":\"http://a/2.jpg\"}}]}}},{\"node\":{\"sku\":\"m-2\",\"images\":{\"edges\":[]}}}]}}}"
            })
    void jsonIsACatalogueHoweverItsRecordsAreListed(String json) throws IOException {
        Collected read = read(json.getBytes(StandardCharsets.UTF_8));

        assertThat(read.read().counts()).isEqualTo(new Counts(2, 2, 0, 0));
        assertThat(read.urls().getFirst()).containsExactly("http://a/1.jpg", "http://a/2.jpg");
        assertThat(read.rows).extracting(CatalogueRow::serial).containsExactly("m-1", "m-2");
        assertThat(read.rows.getFirst().name()).isEqualTo("Mug");
        assertThat(read.understood().form().kind()).isEqualTo("json");
    }

    @Test
    void recordsThatAreNamedByTheirIdsAreOnesOfTheirOwn() throws IOException {
        Collected read =
                read(
                        "{\"m-1\":{\"name\":\"Mug\",\"images\":[\"http://a/1.jpg\",\"http://a/2.jpg\"]},\"m-2\":{\"name\":\"Cup\",\"images\":[\"http://a/3.jpg\"]}}"
                                .getBytes(StandardCharsets.UTF_8));

        assertThat(read.urls())
                .containsExactly(
                        List.of("http://a/1.jpg", "http://a/2.jpg"), List.of("http://a/3.jpg"));
        assertThat(read.rows)
                .extracting(CatalogueRow::serial, CatalogueRow::name)
                .containsExactly(tuple("m-1", "Mug"), tuple("m-2", "Cup"));
        assertThat(
                        read("{\"product\":{\"title\":\"Mug\"},\"image\":{\"src\":\"http://a/1.jpg\"}}"
                                        .getBytes(StandardCharsets.UTF_8))
                                .rows)
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"artikel", "@graph"})
    void aListOfRecordsMayHaveAnyName(String name) throws IOException {
        String list =
                "[{\"sku\":\"m-1\",\"image\":\"http://a/1.jpg\"},{\"sku\":\"m-2\",\"image\":\"http://a/2.jpg\"}]";

        assertThat(
                        read("{\"count\":2,\"%s\":%s}"
                                        .formatted(name, list)
                                        .getBytes(StandardCharsets.UTF_8))
                                .rows)
                .extracting(CatalogueRow::serial)
                .containsExactly("m-1", "m-2");
        assertThat(
                        read("{\"sku\":\"m\",\"images\":[{\"id\":1,\"src\":\"http://a/1.jpg\"}],\"%s\":%s}"
                                        .formatted(name, list)
                                        .getBytes(StandardCharsets.UTF_8))
                                .rows)
                .extracting(CatalogueRow::serial)
                .containsExactly("m");
    }

    @Test
    void jsonAndFeedsOfTwoBytesALetterAreRead() throws IOException {
        String json = "[{\"sku\":\"m-1\",\"name\":\"Größe\",\"image\":\"http://a/1.jpg\"}]";
        String feed =
                "<?xml version=\"1.0\" encoding=\"UTF-16\"?><rss><channel><item><sku>m-1</sku><title>Größe</title><image>http://a/1.jpg</image></item></channel></rss>";

        for (String text : List.of(json, feed)) {
            for (var charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
                Collected read = read(("\uFEFF" + text).getBytes(charset));

                assertThat(read.rows)
                        .extracting(CatalogueRow::serial, CatalogueRow::name)
                        .containsExactly(tuple("m-1", "Größe"));
            }
        }
    }

    @Test
    void theImagesOfMediaRssAreTakenAndItsFilmsAreNot() throws IOException {
        Collected read =
                read(
                        """
                        <rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel>
                        <item><guid>1</guid><title>Mug</title><media:content url="http://a/1.jpg" medium="image"/><media:content url="http://a/1.mp4" medium="video"/></item>
                        <item><guid>2</guid><title>Cup</title><enclosure url="http://a/2.jpg" type="image/jpeg" length="1"/></item>
                        <item><guid>3</guid><title>Cap</title><enclosure url="http://a/3.mp3" type="audio/mpeg" length="1"/></item></channel></rss>
                        """
                                .getBytes(StandardCharsets.UTF_8));

        assertThat(read.urls())
                .containsExactly(List.of("http://a/1.jpg"), List.of("http://a/2.jpg"), List.of());
    }

    @Test
    void offersThatNameADtdAndTheirIdsInAttributesAreRead() throws IOException {
        Collected yandex =
                read(
                        """
                        <?xml version="1.0" encoding="windows-1251"?><!DOCTYPE yml_catalog SYSTEM "shops.dtd">
                        <yml_catalog><shop><offers><offer id="9"><url>http://shop.example/9</url><picture>http://a/1.jpg</picture><picture>http://a/2.jpg</picture><name>Кружка</name></offer></offers></shop></yml_catalog>
                        """
                                .getBytes(java.nio.charset.Charset.forName("windows-1251")));
        assertThat(yandex.rows)
                .extracting(CatalogueRow::serial, CatalogueRow::name)
                .containsExactly(tuple("9", "Кружка"));
        assertThat(yandex.urls()).containsExactly(List.of("http://a/1.jpg", "http://a/2.jpg"));

        Collected ceneo =
                read(
                        "<?xml version=\"1.0\"?><offers version=\"1\"><o id=\"5\" url=\"http://shop.example/5\"><name>Kubek</name><imgs><main url=\"http://a/1.jpg\"/><i url=\"http://a/2.jpg\"/></imgs></o></offers>"
                                .getBytes(StandardCharsets.UTF_8));
        assertThat(ceneo.rows)
                .extracting(CatalogueRow::serial, CatalogueRow::name)
                .containsExactly(tuple("5", "Kubek"));
        assertThat(ceneo.urls()).containsExactly(List.of("http://a/1.jpg", "http://a/2.jpg"));
    }

    @Test
    void aListOfAddressesIsACatalogueToo() throws IOException {
        assertThat(
                        read("[\"http://a/1.jpg\",\"http://a/2.jpg\"]"
                                        .getBytes(StandardCharsets.UTF_8))
                                .urls())
                .containsExactly(List.of("http://a/1.jpg"), List.of("http://a/2.jpg"));
    }

    @Test
    void aFeedIsACatalogueWithItsFurtherImages() throws IOException {
        Collected read = read(RSS.getBytes(StandardCharsets.UTF_8));

        assertThat(read.read().counts()).isEqualTo(new Counts(2, 4, 0, 0));
        assertThat(read.urls())
                .containsExactly(
                        List.of("http://a/1.jpg?x=1&y=2", "http://a/2.jpg", "http://a/3.jpg"),
                        List.of("http://a/4.jpg"));
        assertThat(read.rows.getFirst().name()).isEqualTo("Mug & <Cup>");
        assertThat(read.understood().images())
                .extracting(Understanding.Taken::header)
                .containsExactly("image_link", "additional_image_link");
    }

    @Test
    void aFeedOfAtomAndAnotherShopsProductsAreRead() throws IOException {
        String atom =
                """
                <feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0">
                <entry><g:id>1</g:id><title>Mug</title><link rel="alternate" href="http://shop.example/mug"/><g:image_link>http://a/1.jpg</g:image_link></entry></feed>
                """;
        String heureka =
                """
                <?xml version="1.0" encoding="windows-1250"?>
                <SHOP><SHOPITEM><ITEM_ID>1</ITEM_ID><PRODUCTNAME>Žlutý hrnek</PRODUCTNAME><IMGURL>http://a/1.jpg</IMGURL>
                <IMGURL_ALTERNATIVE>http://a/2.jpg</IMGURL_ALTERNATIVE></SHOPITEM></SHOP>
                """;

        assertThat(read(atom.getBytes(StandardCharsets.UTF_8)).urls())
                .containsExactly(List.of("http://a/1.jpg"));
        Collected shop = read(heureka.getBytes(java.nio.charset.Charset.forName("windows-1250")));
        assertThat(shop.urls()).containsExactly(List.of("http://a/1.jpg", "http://a/2.jpg"));
        assertThat(shop.rows.getFirst().name()).isEqualTo("Žlutý hrnek");
    }

    @Test
    void aSitemapIsACatalogueOfTheImagesOnItsPages() throws IOException {
        Collected read =
                read(
                        """
                        <?xml version="1.0" encoding="UTF-8"?>
                        <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
                        <url><loc>http://shop.example/mug</loc><image:image><image:loc>http://a/1.jpg</image:loc><image:title>Mug, red</image:title></image:image>
                        <image:image><image:loc>http://a/2.jpg</image:loc></image:image></url>
                        <url><loc>http://shop.example/about</loc></url></urlset>
                        """
                                .getBytes(StandardCharsets.UTF_8));

        assertThat(read.urls())
                .containsExactly(List.of("http://a/1.jpg", "http://a/2.jpg"), List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Empty</title></channel></rss>",
                "{}",
                "[]"
            })
    void aFileWithoutARecordIsToldWhatWouldMakeOne(String file) throws IOException {
        Problem refusal = read(file.getBytes(StandardCharsets.UTF_8)).refusal();

        assertThat(refusal.code()).isEqualTo(ProblemCode.NO_ROWS);
        assertThat(refusal.message()).startsWith("The file holds no product: there is no ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><rss><item><title>&x;</title></item></rss>",
                "<?xml version=\"1.0\"?><!DOCTYPE rss SYSTEM \"a>b\" [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><rss><item><title>&x;</title></item></rss>",
                "<?xml version=\"1.0\"?><rss><item><title>cut off",
                "[{\"sku\": \"cut off",
                "{\"sku\": 1}}"
            })
    void whatIsDamagedOrReachesOutIsRefused(String file) throws IOException {
        assertThat(read(file.getBytes(StandardCharsets.UTF_8)).refusal().code())
                .isIn(ProblemCode.DAMAGED_FILE, ProblemCode.MISSING_COLUMN);
    }

    @Test
    void packedItIsTheSameAndNothingStaysInTheScratchFolder() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(RSS.getBytes(StandardCharsets.UTF_8));
        }

        assertThat(read(packed.toByteArray()).read().counts().images()).isEqualTo(4);
        try (Stream<Path> left = Files.list(scratch)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void anOlderFaceTakesTablesOnly() throws IOException {
        Collected read =
                Collected.of("[{\"images\":\"http://a/1.jpg\"}]", CatalogueOptions.standard());

        assertThat(read.refusal().code()).isEqualTo(ProblemCode.NOT_A_CATALOGUE);
    }

    private Collected read(byte[] bytes) throws IOException {
        return Collected.of(
                bytes,
                new CatalogueOptions(
                        OnBadRow.REJECT, null, CatalogueLimits.DEFAULT, scratch, Mapping.NONE));
    }
}
