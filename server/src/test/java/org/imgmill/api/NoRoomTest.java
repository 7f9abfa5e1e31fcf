package org.imgmill.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.imgmill.testing.Form;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;

class NoRoomTest {

    private static final String CSV =
            "S. No.,Product Name,Input Image Urls\n1,Mug,http://127.0.0.1:9/a.jpg\n";

    private static Server server;

    @BeforeAll
    static void start() {
        server = Server.start("--imgmill.min-free=100000TB");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void belowTheWatermarkAFileIsRefusedBeforeAnyOfItIsKept() throws Exception {
        var answer = server.send(new Form().file("file", "products.csv", CSV), "/v1/batches");

        assertThat(answer.statusCode()).isEqualTo(507);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                .isEqualTo("application/problem+json");
        assertThat(Server.json(answer.body()).get("code").asString())
                .isEqualTo("insufficient_storage");
        assertThat(Server.json(answer.body()).get("detail").asString())
                .contains("imgmill.min-free");
        var dataDir = server.bean(Environment.class).getRequiredProperty("imgmill.data-dir");
        try (var left = Files.walk(Path.of(dataDir, "tmp"))) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void aListIsRefusedToo() {
        var answer =
                server.postJson(
                        "/v1/batches",
                        "{\"images\": [{\"id\": \"1\", \"url\": \"http://127.0.0.1:9/a.jpg\"}]}");

        assertThat(answer.statusCode()).isEqualTo(507);
    }

    @Test
    void whatIsThereCanStillBeRead() {
        assertThat(server.get("/v1/batches").statusCode()).isEqualTo(200);
    }
}
