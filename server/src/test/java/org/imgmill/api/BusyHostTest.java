package org.imgmill.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.imgmill.origin.Origin;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// A host that the operator's settings let be asked once a minute.
class BusyHostTest {

    @Test
    void whatTheHostsLimitPutsOffIsNoFaultOfThePicture() {
        try (var origin = Origin.start();
                var server =
                        Server.start(
                                "--imgmill.outbound.hosts[127.0.0.1:%d].rate=1/min"
                                        .formatted(origin.port()))) {
            origin.serve("/a.jpg", Pictures.jpeg(40, 30));
            var body = "{\"url\": \"%s\"}".formatted(origin.url("/a.jpg"));
            assertThat(server.postJson("/v1/preview", body).statusCode()).isEqualTo(200);

            var answer = server.postJson("/v1/preview", body);

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValueAsLong("Retry-After").orElseThrow())
                    .isBetween(50L, 60L);
            assertThat(JsonMapper.shared().readTree(answer.body()).get("detail").asString())
                    .contains("imgmill.outbound.hosts");
        }
    }
}
