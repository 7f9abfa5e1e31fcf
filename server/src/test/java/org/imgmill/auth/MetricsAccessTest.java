package org.imgmill.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import org.imgmill.testing.Server;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;

/// Metrics name the hosts of every key, so not every key reads them.
class MetricsAccessTest {

    private static final String METRICS = "/actuator/prometheus";

    @Test
    void metricsTakeAScopeOfTheirOwnThatOpensNothingElse() {
        assertThat(Keyed.get(Keyed.key("read", "write"), METRICS).statusCode()).isEqualTo(403);
        assertThat(Keyed.get(Keyed.ADMIN, METRICS).statusCode()).isEqualTo(200);
        var scraper = Keyed.key("metrics");
        assertThat(Keyed.get(scraper, METRICS).statusCode()).isEqualTo(200);
        assertThat(Keyed.get(scraper, "/v1/batches").statusCode()).isEqualTo(403);
    }

    @Test
    void aPortOfTheirOwnIsAsShutAsTheServers() throws IOException {
        try (var server =
                Server.start(
                        "--management.server.port=0", "--imgmill.auth.admin-key=" + Keyed.ADMIN)) {
            int port =
                    Integer.parseInt(
                            server.bean(Environment.class).getProperty("local.management.port"));
            var url = "http://localhost:" + port;

            assertThat(server.get(url + "/actuator/health/liveness").statusCode()).isEqualTo(200);
            assertThat(server.get(url + METRICS).statusCode()).isEqualTo(401);
            var request =
                    HttpRequest.newBuilder(URI.create(url + METRICS))
                            .header("X-API-Key", Keyed.ADMIN)
                            .build();
            assertThat(server.send(request).statusCode()).isEqualTo(200);
            assertThat(server.get(METRICS).statusCode()).isNotEqualTo(200);

            var outside = outside();
            Assumptions.assumeTrue(outside != null, "this machine has no address but loopback's");
            assertThatThrownBy(() -> new Socket(outside, port).close())
                    .isInstanceOf(ConnectException.class);
        }
    }

    private static @Nullable InetAddress outside() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .findFirst()
                .orElse(null);
    }
}
