package org.imgmill.spark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("job")
class CatalogueJobTest {

    @TempDir Path folder;
    private LocalJobs jobs;

    @BeforeEach
    void cluster() throws Exception {
        jobs = new LocalJobs(Cluster.in(folder), folder);
    }

    @Test
    void aCsvBecomesObjectsResultsAndACsvInItsOrderAndALaterRunFetchesNothing() throws Exception {
        try (var shop = Shop.open("127.0.0.1", 20, 0)) {
            shop.origin().serve("/a.png", Shop.PNG);
            shop.origin().serve("/page", "<html></html>".getBytes(UTF_8));
            var urls = shop.urls(20);
            Path csv =
                    Files.writeString(
                            folder.resolve("shop.csv"),
                            """
                            id;Image;Title
                            1;%s;one
                            2;"%s,,%s";two
                            3;%s;not there
                            4;nonsense;no address
                            5;%s;a page
                            6;%s;a PNG
                            7;;nothing
                            8;%s;one again
                            """
                                    .formatted(
                                            urls.get(0),
                                            urls.get(1),
                                            urls.get(2),
                                            shop.origin().url("/gone.jpg"),
                                            shop.origin().url("/page"),
                                            shop.origin().url("/a.png"),
                                            urls.get(0)));

            String said = jobs.run(csv, "--run=1", LocalJobs.DECODERS);
            assertThat(said).contains("7 distinct images, 7 of them to fetch");
            assertThat(said).contains("4 images stored, 3 failed");

            var lines = Files.readAllLines(folder.resolve("out/csv/run=1/results.csv"));
            assertThat(lines.getFirst()).isEqualTo("id;Image;Title;Output Image");
            assertThat(lines.get(1)).matches("1;.*;one;file:.*[.]jpg");
            assertThat(lines.get(2)).matches("2;.*;two;\"?file:.*[.]jpg,,file:.*[.]jpg\"?");
            assertThat(lines.get(3)).endsWith(";not there;");
            assertThat(lines.get(6)).matches("6;.*;a PNG;file:.*[.]png");
            assertThat(lines.get(7)).isEqualTo("7;;nothing;");
            assertThat(lines.get(8).split(";", -1)[3]).isEqualTo(lines.get(1).split(";", -1)[3]);
            var first = Path.of(java.net.URI.create(lines.get(1).split(";", -1)[3]));
            assertThat(ImageIO.read(first.toFile()).getWidth()).isEqualTo(160);

            var codes =
                    jobs.table("results/run=1").stream()
                            .filter(row -> row.has("code"))
                            .collect(
                                    Collectors.toMap(
                                            row -> row.get("code").asText(),
                                            row -> row.get("sentence").asText()));
            assertThat(codes).containsOnlyKeys("http_status", "invalid_url", "not_an_image");
            assertThat(codes.get("invalid_url")).isEqualTo("This is not an http or https address.");

            int asked = shop.origin().requests().size();
            assertThat(jobs.run(csv, "--run=1")).contains("7 distinct images, 0 of them to fetch");
            assertThat(shop.origin().requests()).hasSize(asked);
            assertThat(jobs.run(csv, "--run=2", "--quality=30", "--plan-only"))
                    .contains("7 distinct images, 7 of them to fetch")
                    .contains("The host with most images has 6");
            assertThat(shop.origin().requests()).hasSize(asked);
        }
    }

    @Test
    void
            jsonLinesKeepTheirOrderAndTheirColumnsAndWithoutDecodersOtherFormatsAreSaidToBeUnsupported()
                    throws Exception {
        try (var shop = Shop.open("127.0.0.1", 3, 0)) {
            shop.origin().serve("/a.png", Shop.PNG);
            Path json =
                    Files.writeString(
                            folder.resolve("shop.jsonl"),
                            """
                            {"sku": "c", "price": 1.5, "image_link": ["%s", "%s"]}
                            {"sku": "a", "price": 2.5, "image_link": ["%s"]}
                            {"sku": "b", "price": 3.5, "image_link": []}
                            """
                                    .formatted(
                                            shop.urls(3).get(0),
                                            shop.origin().url("/a.png"),
                                            shop.urls(3).get(1)));

            writeAsVersion1(shop.urls(3).get(1));
            assertThat(jobs.run(json, "--run=1"))
                    .contains("3 distinct images, 2 of them to fetch")
                    .contains("No --decoders")
                    .contains("2 images stored, 1 failed");

            var rows = jobs.table("catalogue/run=1");
            assertThat(rows)
                    .extracting(row -> row.get("sku").asText())
                    .containsExactly("c", "a", "b");
            assertThat(rows).extracting(row -> row.get("price").asDouble()).contains(1.5, 2.5, 3.5);
            var outputs = rows.getFirst().get("output_image_link");
            assertThat(outputs.get(0).asText()).endsWith(".jpg");
            assertThat(outputs.get(1).asText()).isEmpty();
            assertThat(rows.get(1).get("output_image_link").get(0).asText()).isEqualTo("earlier");
            var results = jobs.table("results/run=1");
            assertThat(results)
                    .filteredOn(row -> row.has("code"))
                    .extracting(row -> row.get("code").asText())
                    .containsExactly("unsupported_here");
        }
    }

    /// A line of a journal from before images had several outputs.
    private void writeAsVersion1(String url) throws IOException {
        var journal = folder.resolve("out/journal/run=0/part-00000");
        Files.createDirectories(journal);
        Files.writeString(
                journal.resolve("endings-0-00000.json"),
                """
                {"run":"0","key":"%s","url":"%s","shard":"earlier","length":9,"sha256":"00","format":"jpeg","width":3,"height":2,"bytes_in":99,"ms":7}
                """
                        .formatted(SettingsTest.settings(Map.of()).key(url), url));
    }

    @Test
    void whatIsNotSureIsRefusedInWordsAndSoIsSpeculation() throws Exception {
        Path csv = Files.writeString(folder.resolve("a.csv"), "one,two\n1,2\n3,4\n");

        try (var job = jobs.submit(Map.of(), csv)) {
            assertThat(job.ended()).isEqualTo(2);
            assertThat(job.output()).contains("imgmill: ").contains("a.csv");
        }
        try (var job = jobs.submit(Map.of("spark.speculation", "true"), csv)) {
            assertThat(job.ended()).isEqualTo(2);
            assertThat(job.output()).contains("spark.speculation");
        }
    }
}
