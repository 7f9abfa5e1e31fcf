package org.imgmill.ops;

import static org.assertj.core.api.Assertions.assertThat;

import org.imgmill.origin.Origin;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.Test;

class MetricsTest {

    @Test
    void prometheusSeesHowImagesEndedAndWhichWayTheyTook() {
        var server = Server.shared();
        try (var origin = Origin.start()) {
            origin.serve("/a.jpg", Pictures.jpeg(120, 90)).serve("/b.png", Pictures.png(60, 40));
            server.run(
                    "S. No.,Product Name,Input Image Urls\n1,Mug,\"%s,%s,%s\"\n"
                            .formatted(
                                    origin.url("/a.jpg"),
                                    origin.url("/b.png"),
                                    origin.url("/missing.jpg")));
        }

        var metrics = server.get("/actuator/prometheus").body();

        assertThat(metrics)
                .contains("imgmill_images_total{code=\"\",outcome=\"stored\"}")
                .contains("imgmill_images_total{code=\"http_status\",outcome=\"failed\"}")
                .contains("imgmill_transcode_seconds_count{codec=\"requantiser\"}")
                .contains("imgmill_transcode_seconds_count{codec=\"libvips\"}")
                .contains("imgmill_children_alive")
                .contains("imgmill_bytes_in_bytes_total");
    }
}
