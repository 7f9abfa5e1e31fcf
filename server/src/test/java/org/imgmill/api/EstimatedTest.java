package org.imgmill.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Form;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// A dry run that is asked for an estimate tries some images, and is answered though a host is
/// silent until the end.
class EstimatedTest {

    private static final Server SERVER = Server.shared();
    private static final String HEADER = "S. No.,Product Name,Input Image Urls\n";

    @Test
    void aCatalogueIsEstimatedBesideDeadAndSilentHosts() throws IOException {
        try (var good = Origin.start();
                var silent = Origin.start("127.0.0.2", null)) {
            var csv = new StringBuilder(HEADER);
            for (int i = 0; i < 40; i++) {
                good.serve("/%d.jpg".formatted(i), Pictures.jpeg(200 + 4 * i, 150));
                csv.append("%d,Mug,%s\n".formatted(i, good.url("/%d.jpg".formatted(i))));
            }
            silent.play("/a.jpg", (_, reply) -> reply.hold());
            var dead = "http://127.0.0.1:%d".formatted(unused());
            csv.append(
                    "41,Cup,%s\n42,Cup,%s/a.jpg\n43,Cup,%s/b.jpg\n"
                            .formatted(silent.url("/a.jpg"), dead, dead));

            var report =
                    look(
                            "/v1/dry-runs/form",
                            new Form()
                                    .field("estimate", "true")
                                    .field("quality", "40")
                                    .file("file", "products.csv", csv.toString()));

            var estimate = report.get("estimate");
            assertThat(report.get("images").asInt()).isEqualTo(43);
            assertThat(estimate.get("tried").asInt()).isEqualTo(24);
            assertThat(estimate.get("measured").asInt()).isEqualTo(21);
            assertThat(estimate.get("failed").asInt()).isEqualTo(3);
            assertThat(
                            estimate.get("dead_hosts")
                                    .valueStream()
                                    .map(one -> one.get("code").asString()))
                    .containsExactlyInAnyOrder("connect", "timeout");
            var saved = estimate.get("bytes_saved");
            assertThat(saved.get("estimate").asLong())
                    .isPositive()
                    .isBetween(saved.get("low").asLong(), saved.get("high").asLong())
                    .isCloseTo(
                            estimate.get("bytes_in").get("estimate").asLong()
                                    - estimate.get("bytes_out").get("estimate").asLong(),
                            within(1L));
            assertThat(good.requests()).hasSize(21);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/dry-runs/csv?", "/v1/batches?dry_run=true&"})
    void aCatalogueThatIsTheBodyIsEstimatedToo(String path) {
        try (var good = twoPictures()) {
            var request =
                    HttpRequest.newBuilder(
                                    URI.create(SERVER.url(path + "estimate=true&max_width=20")))
                            .header("Content-Type", "text/csv")
                            .POST(HttpRequest.BodyPublishers.ofString(csv(good)))
                            .build();

            bothAreMeasured(SERVER.send(request), good);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/dry-runs/json, estimate",
        "/v1/batches, 'dry_run\": true, \"estimate'",
    })
    void aListInJsonIsEstimatedToo(String path, String wish) {
        try (var good = twoPictures()) {
            var answer =
                    SERVER.postJson(
                            path,
                            """
                            {"images": [{"id": "a", "url": "%s"}, {"id": "b", "url": "%s"}],
                             "recipe": {"max_width": 20}, "%s": true}
                            """
                                    .formatted(good.url("/a.jpg"), good.url("/b.jpg"), wish));

            bothAreMeasured(answer, good);
        }
    }

    @Test
    void aCatalogueAtAnAddressIsEstimatedToo() {
        try (var good = twoPictures();
                var shop = Origin.start()) {
            shop.serve("/products.csv", csv(good).getBytes(StandardCharsets.UTF_8));

            bothAreMeasured(
                    SERVER.postJson(
                            "/v1/dry-runs/json",
                            """
                            {"source_url": "%s", "recipe": {"max_width": 20}, "estimate": true}
                            """
                                    .formatted(shop.url("/products.csv"))),
                    good);
        }
    }

    private static Origin twoPictures() {
        return Origin.start()
                .serve("/a.jpg", Pictures.jpeg(400, 300))
                .serve("/b.jpg", Pictures.jpeg(300, 400));
    }

    private static String csv(Origin of) {
        return HEADER + "1,Mug,%s\n2,Cup,%s\n".formatted(of.url("/a.jpg"), of.url("/b.jpg"));
    }

    /// By the recipe that was said, too: the outputs are thumbnails.
    private static void bothAreMeasured(HttpResponse<String> answer, Origin origin) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var estimate = Server.json(answer.body()).get("estimate");
        assertThat(estimate.get("measured").asInt()).isEqualTo(2);
        assertThat(estimate.at("/bytes_out/estimate").asLong())
                .isPositive()
                .isLessThan(estimate.at("/bytes_in/estimate").asLong() / 2);
        assertThat(origin.requests()).hasSize(2);
    }

    @Test
    void anEstimateIsPartOfADryRunOfAddresses() {
        var csv = HEADER + "1,Mug,https://a.invalid/1.jpg\n";
        var plain = look("/v1/dry-runs/form", new Form().file("file", "products.csv", csv));
        assertThat(plain.get("estimate").isNull()).isTrue();
        for (var path : new String[] {"/v1/batches", "/v1/uploads/form"}) {
            var answer =
                    SERVER.send(
                            new Form().field("estimate", "true").file("file", "products.csv", csv),
                            path);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("estimate");
        }
    }

    private static JsonNode look(String path, Form form) {
        var answer = SERVER.send(form, path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Server.json(answer.body());
    }

    private static int unused() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
