package org.imgmill.processing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Eventually;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The disk of large downloads takes none.
@Timeout(60)
class DownloadDiskTest {

    private static final int IMAGES = 12;

    @TempDir Path folder;

    @Test
    void whileDownloadsCannotBeKeptTheNodeRestsAndNoImageEndsOverIt() throws Exception {
        var gate = new CountDownLatch(1);
        try (var origin = Origin.start();
                var server = Server.start("--imgmill.data-dir=" + folder)) {
            var csv = new StringBuilder("S. No.,Product Name,Input Image Urls\n");
            for (int i = 0; i < IMAGES; i++) {
                var picture = tooLargeForMemory(Pictures.jpeg(60 + i, 40));
                origin.play(
                        "/" + i + ".jpg",
                        (_, reply) -> {
                            gate.await();
                            reply.respond(200, "", picture);
                        });
                csv.append("%d,Mug,%s\n".formatted(i, origin.url("/" + i + ".jpg")));
            }
            var id = server.upload(csv.toString());
            var away = Files.move(folder.resolve("tmp"), folder.resolve("tmp-away"));
            gate.countDown();
            Eventually.until("an image waits", () -> waiting(server) > 0);
            assertThat(server.batch(id).at("/counts/processed").asInt()).isZero();
            Files.move(away, folder.resolve("tmp"));

            var batch = server.awaitEnd(id);
            assertThat(batch.get("status").asString()).isEqualTo("completed");
            assertThat(batch.at("/counts/stored").asInt()).isEqualTo(IMAGES);
            assertThat(attempts(server)).as("trouble of ours uses up no attempt").isEqualTo(1);
        }
    }

    /// The same picture with an empty application segment of a megabyte and more.
    private static byte[] tooLargeForMemory(byte[] jpeg) throws Exception {
        var out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        for (int segment = 0; segment < 20; segment++) {
            out.write(new byte[] {(byte) 0xFF, (byte) 0xEF, (byte) 0xFF, (byte) 0xFF});
            out.write(new byte[0xFFFF - 2]);
        }
        out.write(jpeg, 2, jpeg.length - 2);
        return out.toByteArray();
    }

    private static int waiting(Server server) {
        return server.db()
                .sql("select count(*) from image, pg_sleep(0.05) where retry_at is not null")
                .query(Integer.class)
                .single();
    }

    private static int attempts(Server server) {
        return server.db().sql("select max(attempts) from image").query(Integer.class).single();
    }
}
