package org.imgmill.processing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.imgmill.origin.Origin;
import org.imgmill.storage.S3Endpoint;
import org.imgmill.testing.Eventually;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageTroubleTest {

    private static final int IMAGES = 40;

    @TempDir Path folder;

    @Test
    void whileTheObjectStoreTakesNothingImagesWaitAndNoneEnds() throws Exception {
        S3Endpoint.useCredentials();
        try (var s3 = S3Endpoint.start(folder);
                var origin = Origin.start();
                var server = Server.start(s3.settings("not-there-yet").toArray(String[]::new))) {
            var csv = new StringBuilder("S. No.,Product Name,Input Image Urls\n");
            for (int i = 0; i < IMAGES; i++) {
                origin.serve("/" + i + ".jpg", Pictures.jpeg(60 + i, 40));
                csv.append("%d,Mug,%s\n".formatted(i, origin.url("/" + i + ".jpg")));
            }

            var id = server.upload(csv.toString());
            awaitOneThatWaits(server);
            assertThat(server.batch(id).at("/counts/processed").asInt()).isZero();
            s3.createBucket("not-there-yet");

            var batch = server.awaitEnd(id);
            assertThat(batch.get("status").asString()).isEqualTo("completed");
            assertThat(batch.at("/counts/stored").asInt()).isEqualTo(IMAGES);
            assertThat(
                            server.db()
                                    .sql("select max(attempts) from image")
                                    .query(Integer.class)
                                    .single())
                    .as("attempts, of which trouble of ours uses up none")
                    .isEqualTo(1);
            assertThat(s3.keys("not-there-yet", "")).hasSize(IMAGES + 1).contains("probe");
        }
    }

    private static void awaitOneThatWaits(Server server) {
        Eventually.until(
                "an image is to be tried again",
                () ->
                        server.db()
                                        .sql(
                                                "select count(*) from image where retry_at is not null")
                                        .query(Integer.class)
                                        .single()
                                > 0);
    }
}
