package org.imgmill.spark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("job")
class CatalogueJobTest {

    private static final Path DECODERS = Path.of("target", "decoders").toAbsolutePath();

    @TempDir Path folder;
    private Cluster cluster;

    @BeforeEach
    void cluster() throws Exception {
        cluster = Cluster.in(folder);
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

            String said = run(csv, "--run=1", "--decoders=" + DECODERS);
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
                    Results.table(cluster, Map.of(), folder.resolve("out/results/run=1").toString())
                            .stream()
                            .filter(row -> row.has("code"))
                            .collect(
                                    Collectors.toMap(
                                            row -> row.get("code").asText(),
                                            row -> row.get("sentence").asText()));
            assertThat(codes).containsOnlyKeys("http_status", "invalid_url", "not_an_image");
            assertThat(codes.get("invalid_url")).isEqualTo("This is not an http or https address.");

            int asked = shop.origin().requests().size();
            assertThat(run(csv, "--run=1")).contains("7 distinct images, 0 of them to fetch");
            assertThat(shop.origin().requests()).hasSize(asked);
            assertThat(run(csv, "--run=2", "--quality=30", "--plan-only"))
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

            assertThat(run(json, "--run=1"))
                    .contains("No --decoders")
                    .contains("2 images stored, 1 failed");

            var rows =
                    Results.table(
                            cluster, Map.of(), folder.resolve("out/catalogue/run=1").toString());
            assertThat(rows)
                    .extracting(row -> row.get("sku").asText())
                    .containsExactly("c", "a", "b");
            assertThat(rows).extracting(row -> row.get("price").asDouble()).contains(1.5, 2.5, 3.5);
            var outputs = rows.getFirst().get("output_image_link");
            assertThat(outputs.get(0).asText()).endsWith(".jpg");
            assertThat(outputs.get(1).asText()).isEmpty();
            var results =
                    Results.table(
                            cluster, Map.of(), folder.resolve("out/results/run=1").toString());
            assertThat(results)
                    .filteredOn(row -> row.has("code"))
                    .extracting(row -> row.get("code").asText())
                    .containsExactly("unsupported_here");
        }
    }

    @Test
    void whatIsNotSureIsRefusedInWordsAndSoIsSpeculation() throws Exception {
        Path csv = Files.writeString(folder.resolve("a.csv"), "one,two\n1,2\n3,4\n");

        try (var job = submit(Map.of(), csv)) {
            assertThat(job.ended()).isEqualTo(2);
            assertThat(job.output()).contains("imgmill: ").contains("a.csv");
        }
        try (var job = submit(Map.of("spark.speculation", "true"), csv)) {
            assertThat(job.ended()).isEqualTo(2);
            assertThat(job.output()).contains("spark.speculation");
        }
    }

    private String run(Path catalogue, String... options) throws Exception {
        try (var job = submit(Map.of(), catalogue, options)) {
            assertThat(job.ended()).as(job.output()).isZero();
            return job.output();
        }
    }

    private Cluster.Job submit(Map<String, String> conf, Path catalogue, String... options)
            throws Exception {
        var args = new java.util.ArrayList<>(List.of(options));
        args.addAll(
                List.of(
                        "--catalogue=" + catalogue.toUri(),
                        "--to=" + folder.resolve("out").toUri(),
                        "--output=objects",
                        "--csv",
                        "--allow=127.0.0.0/8"));
        return cluster.submit(Cluster.LOCAL, conf, args.toArray(String[]::new));
    }
}
