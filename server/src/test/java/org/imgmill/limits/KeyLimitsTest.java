package org.imgmill.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.imgmill.auth.Keyed;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class KeyLimitsTest {

    @Test
    void aKeyThatUploadsTooOftenIsToldWhenToComeBack() {
        // Its batches may overlap.
        var key = Keyed.limited("{\"concurrent_batches\": 0}").get("key").asString();
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
    void whatWasSaidForAKeyAloneGoesBeforeTheSettings() {
        var made =
                Keyed.limited(
                        "{\"images_per_day\": 8, \"uploads_per_minute\": 0, \"concurrent_batches\": 0}");
        var id = made.get("id").asString();
        var key = made.get("key").asString();
        assertThat(made.get("limits").toString())
                .isEqualTo(
                        "{\"concurrent_batches\":null,\"images_per_day\":8,\"uploads_per_minute\":null}");
        for (int i = 0; i < Keyed.UPLOADS + 2; i++) {
            var answer = Keyed.upload(key, "/v1/batches", "not a url");
            assertThat(answer.headers().firstValue("RateLimit-Policy"))
                    .contains("\"images\";q=8;w=86400");
            assertThat(answer.statusCode()).isEqualTo(202);
        }
        var three = new String[] {"javascript:1", "javascript:2", "javascript:3"};
        assertThat(Keyed.upload(key, "/v1/batches", three).body())
                .contains("8 images a day; this catalogue has 3 and 2 are left");

        assertThat(change(id, "{\"images_per_day\": 9}").get("own_limits").toString())
                .isEqualTo(
                        "{\"concurrent_batches\":0,\"images_per_day\":9,\"uploads_per_minute\":0}");
        assertThat(Keyed.upload(key, "/v1/batches", three).statusCode()).isEqualTo(202);

        var changed = change(id, "{\"images_per_day\": null}");
        var who = Server.json(Keyed.get(key, "/v1/whoami").body());
        assertThat(who.get("limits")).isEqualTo(changed.get("limits"));
        assertThat(who.at("/limits/images_per_day").asInt()).isEqualTo(Keyed.IMAGES);
        assertThat(who.at("/used/uploads_this_minute").isNull()).isTrue();
        assertThat(Keyed.upload(key, "/v1/batches", three).statusCode()).isEqualTo(429);
        assertThat(
                        Server.json(Keyed.get(Keyed.ADMIN, "/v1/keys").body())
                                .at("/default_limits/uploads_per_minute")
                                .asInt())
                .isEqualTo(Keyed.UPLOADS);
    }

    private static JsonNode change(String id, String limits) {
        return Server.json(
                Keyed.call(
                                "PATCH",
                                "/v1/keys/" + id,
                                "{\"limits\": %s}".formatted(limits),
                                "X-API-Key",
                                Keyed.ADMIN)
                        .body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"images_per_day\": -1}",
                "{\"uploads_per_minute\": 2147483648}",
                "{\"uploads_per_minute\": 1.5}",
                "{\"concurrent_batches\": \"3\"}",
                "{\"image_per_day\": 3}",
                "3"
            })
    void aLimitThatIsNoneIsRefusedByItsName(String limits) {
        var key = Server.json(Keyed.get(Keyed.ADMIN, "/v1/keys").body()).at("/data/0/id");

        var answer = change(key.asString(), limits);

        assertThat(answer.get("code").asString()).isEqualTo("invalid_field");
        assertThat(answer.get("detail").asString())
                .contains(
                        limits.startsWith("{") ? limits.split("\"", -1)[1] : "limits is an object");
    }

    @Test
    void onlyAdminsSetLimitsAndOnlyOfKeysThatAreThere() {
        var key = Keyed.key("read", "write");
        var id = Server.json(Keyed.get(key, "/v1/whoami").body()).get("key").asString();
        var body = "{\"limits\": {\"images_per_day\": 0}}";

        assertThat(Keyed.call("PATCH", "/v1/keys/" + id, body, "X-API-Key", key).statusCode())
                .isEqualTo(403);
        assertThat(
                        Keyed.call("PATCH", "/v1/keys/nobody's", body, "X-API-Key", Keyed.ADMIN)
                                .statusCode())
                .isEqualTo(404);
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
