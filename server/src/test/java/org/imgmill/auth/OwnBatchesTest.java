package org.imgmill.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.Test;

/// A batch belongs to the key that uploaded it.
class OwnBatchesTest {

    @Test
    void aKeySeesItsOwnBatchesAndAnAdminSeesAll() {
        try (var origin = Origin.start()) {
            origin.serve("/a.jpg", Pictures.jpeg(64, 64));
            var owner = Keyed.key("read", "write");
            var other = Keyed.key("read", "write");
            var id =
                    Server.json(Keyed.upload(owner, "/v1/batches", origin.url("/a.jpg")).body())
                            .get("id")
                            .asString();
            Keyed.get(owner, "/v1/batches/" + id + "/events");
            var image =
                    Server.json(Keyed.get(owner, "/v1/batches/" + id + "/images").body())
                            .at("/data/0/n")
                            .asString();
            var webhook =
                    Server.json(
                                    Keyed.call(
                                                    "POST",
                                                    "/v1/batches/" + id + "/webhooks",
                                                    "{\"url\": \"%s\"}"
                                                            .formatted(origin.url("/hook")),
                                                    "X-API-Key",
                                                    owner)
                                            .body())
                            .get("id")
                            .asString();
            var delivery =
                    Server.json(Keyed.get(owner, "/v1/batches/" + id + "/deliveries").body())
                            .at("/data/0/id")
                            .asString();
            var gets =
                    List.of(
                            "/v1/batches/" + id,
                            "/v1/batches/" + id + "/images",
                            "/v1/batches/" + id + "/products",
                            "/v1/batches/" + id + "/events",
                            "/v1/batches/" + id + "/results.csv",
                            "/v1/batches/" + id + "/errors.csv",
                            "/v1/batches/" + id + "/results.zip",
                            "/v1/batches/" + id + "/webhooks",
                            "/v1/batches/" + id + "/deliveries",
                            "/v1/batches/" + id + "/images/" + image + "/original",
                            "/v1/webhooks/" + webhook,
                            "/v1/deliveries/" + delivery,
                            "/api/status/" + id,
                            "/api/status/" + id + "/",
                            "/api/download/" + id,
                            "/status/" + id,
                            "/image/status/" + id,
                            "/results/" + id + "_results.csv",
                            "/static/csv/" + id + ".csv",
                            "/compat/image-processor/image/status/" + id,
                            "/compat/async-image-processing/static/csv/" + id + ".csv");
            for (var path : gets) {
                assertThat(Keyed.get(owner, path).statusCode()).as(path).isEqualTo(200);
                assertThat(Keyed.get(Keyed.ADMIN, path).statusCode()).as(path).isEqualTo(200);
                assertThat(Keyed.get(other, path).statusCode()).as(path).isEqualTo(404);
            }
            var unknown = Keyed.get(other, "/api/status?request_id=" + id);
            assertThat(unknown.statusCode()).isEqualTo(400);

            var changes =
                    List.of(
                            "POST /v1/batches/" + id + "/cancel",
                            "POST /v1/batches/" + id + "/pause",
                            "POST /v1/batches/" + id + "/resume",
                            "POST /v1/batches/" + id + "/retry",
                            "DELETE /v1/batches/" + id,
                            "POST /v1/webhooks/" + webhook + "/test",
                            "DELETE /v1/webhooks/" + webhook,
                            "POST /v1/deliveries/" + delivery + "/redeliver",
                            "POST /api/webhook/" + id + "?webhook_url=http://127.0.0.1/");
            for (var change : changes) {
                var words = change.split(" ", 2);
                assertThat(Keyed.call(words[0], words[1], "", "X-API-Key", other).statusCode())
                        .as(change)
                        .isEqualTo(404);
            }
            assertThat(Keyed.get(other, "/v1/batches").body()).doesNotContain(id);
            assertThat(Keyed.get(owner, "/v1/batches").body()).contains(id);
            assertThat(Keyed.get(Keyed.ADMIN, "/v1/batches").body()).contains(id);
        }
    }
}
