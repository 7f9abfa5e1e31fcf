package org.imgmill.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.imgmill.auth.Keyed;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.Test;

class KeyLimitsTest {

    @Test
    void aKeyThatUploadsTooOftenIsToldWhenToComeBack() {
        var key = Keyed.key("read", "write");
        for (int i = 0; i < Keyed.UPLOADS; i++) {
            var answer = Keyed.upload(key, "/v1/batches", "not a url");
            assertThat(answer.headers().firstValue("RateLimit-Policy"))
                    .contains("\"uploads\";q=4;w=60, \"images\";q=6;w=86400");
            assertThat(answer.statusCode()).isNotEqualTo(429);
        }

        for (var path : new String[] {"/v1/batches", "/api/upload", "/image/upload/"}) {
            var answer = Keyed.upload(key, path, "not a url");
            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(answer.headers().firstValueAsLong("Retry-After").orElseThrow())
                    .isBetween(1L, 60L);
            assertThat(answer.headers().firstValue("RateLimit"))
                    .hasValueSatisfying(left -> assertThat(left).startsWith("\"uploads\";r=0;t="));
        }
        assertThat(Keyed.get(key, "/v1/batches").statusCode()).isEqualTo(200);
    }

    @Test
    void whatIsMoreThanTheDaysImagesIsNotTakenInAtAll() {
        var key = Keyed.key("read", "write");
        var urls =
                IntStream.rangeClosed(0, Keyed.IMAGES)
                        .mapToObj(i -> "http://127.0.0.1:1/" + i)
                        .toArray(String[]::new);

        var refused = Keyed.upload(key, "/v1/batches", urls);
        var refusedThere = Keyed.upload(key, "/api/upload", urls);

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body())
                .contains("images_per_day", "this catalogue has 7 and 6 are left");
        assertThat(refusedThere.statusCode()).isEqualTo(429);
        assertThat(refusedThere.body()).startsWith("{\"").contains("\"error\"");
        assertThat(refusedThere.headers().firstValue("Retry-After")).isPresent();
        assertThat(Keyed.get(key, "/v1/batches").body()).contains("\"data\":[]");
        assertThat(Keyed.upload(key, "/v1/batches", urls[0], urls[0]).statusCode()).isEqualTo(202);
    }

    @Test
    void aKeyHasOnlySoManyBatchesAtWorkAtATime() {
        var finish = new CountDownLatch(1);
        try (var origin = Origin.start()) {
            origin.play(
                    "/a.jpg",
                    (_, reply) -> {
                        finish.await();
                        reply.respond(200, "", Pictures.jpeg(64, 64));
                    });
            var key = Keyed.key("read", "write");
            var first = Keyed.upload(key, "/v1/batches", origin.url("/a.jpg"));
            assertThat(Keyed.upload(key, "/upload", origin.url("/a.jpg")).statusCode())
                    .isEqualTo(200);

            var third = Keyed.upload(key, "/v1/batches", origin.url("/a.jpg"));

            assertThat(third.statusCode()).isEqualTo(429);
            assertThat(third.headers().firstValue("Retry-After")).isPresent();
            finish.countDown();
            var id = Server.json(first.body()).get("id").asString();
            Keyed.get(key, "/v1/batches/" + id + "/events");
            assertThat(Keyed.upload(key, "/v1/batches", origin.url("/a.jpg")).statusCode())
                    .isEqualTo(202);
        } finally {
            finish.countDown();
        }
    }
}
