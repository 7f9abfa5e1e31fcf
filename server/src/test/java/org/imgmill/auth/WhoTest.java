package org.imgmill.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.imgmill.testing.Server;
import org.junit.jupiter.api.Test;

/// Whoever shows a key is told whose it is and what is left to it.
class WhoTest {

    @Test
    void aKeyIsToldItsNameItsScopesAndWhatItHasUsed() {
        var key = Keyed.key("read", "write");
        Keyed.upload(key, "/v1/batches", "javascript:1", "javascript:2");

        var answer = Keyed.get(key, "/v1/whoami");
        var who = Server.json(answer.body());

        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(who.get("name").asString()).isEqualTo("test");
        assertThat(who.get("scopes").toString()).isEqualTo("[\"read\",\"write\"]");
        assertThat(who.at("/limits/uploads_per_minute").asInt()).isEqualTo(Keyed.UPLOADS);
        assertThat(who.at("/limits/images_per_day").asInt()).isEqualTo(Keyed.IMAGES);
        assertThat(who.at("/limits/concurrent_batches").asInt()).isEqualTo(Keyed.BATCHES);
        assertThat(who.at("/used/images_today").asInt()).isEqualTo(2);
        assertThat(who.at("/used/batches_at_work").isInt()).isTrue();
        var listed =
                Server.json(Keyed.get(Keyed.ADMIN, "/v1/keys").body())
                        .get("data")
                        .valueStream()
                        .filter(one -> one.get("id").equals(who.get("key")))
                        .findFirst()
                        .orElseThrow();
        assertThat(listed.at("/used/images_today").asInt()).isEqualTo(2);
        assertThat(listed.has("key")).isFalse();
    }

    @Test
    void withoutAKeyThereIsNobodyToTell() {
        assertThat(Keyed.call("GET", "/v1/whoami", "").statusCode()).isEqualTo(401);
    }

    @Test
    void whereNoKeyIsAskedForEveryoneIsTheAdminOfThisMachine() {
        var who = Server.json(Server.shared().get("/v1/whoami").body());

        assertThat(who.get("key").isNull()).isTrue();
        assertThat(who.get("used").isNull()).isTrue();
        assertThat(who.get("scopes").toString()).isEqualTo("[\"admin\"]");
        assertThat(who.at("/limits/images_per_day").isNull()).isTrue();
    }
}
