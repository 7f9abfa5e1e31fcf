package org.imgmill.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.imgmill.attempt.FailureCode;
import org.imgmill.testing.Server;
import org.imgmill.transcode.ImageFormat;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class EndingsTest {

    private static final int IMAGES = 10_000;
    private static final int ENDINGS = 64;

    /// A statement may look at a row more than once, but not at every row of the batch.
    private static final long MOST = 4 * ENDINGS;

    @Test
    void anEndingReadsItsOwnImageAndNotTheWholeBatch() {
        try (var server = Server.start()) {
            var batch = UUID.fromString(server.upload(catalogue()));
            server.post("/v1/batches/" + batch + "/pause");

            assertThat(readBy(server, batch, image -> stored(batch, image))).isLessThan(MOST);
            assertThat(readBy(server, batch, image -> failed(batch, image))).isLessThan(MOST);
            assertThat(readBy(server, batch, image -> again(batch, image))).isLessThan(MOST);
        }
    }

    private static String catalogue() {
        return IntStream.range(0, IMAGES)
                .mapToObj(i -> i + ",Mug,https://shop.example/" + i + ".jpg\n")
                .collect(Collectors.joining("", "S. No.,Product Name,Input Image Urls\n", ""));
    }

    private static Outcome stored(UUID batch, ImageId image) {
        return new Outcome.Stored(batch, image, ImageFormat.JPEG, 4, 3, 900, 300, null, null, 2);
    }

    private static Outcome failed(UUID batch, ImageId image) {
        return new Outcome.Failed(
                batch, image, "shop.example", FailureCode.HTTP_STATUS, 404, null, 2);
    }

    private static Outcome again(UUID batch, ImageId image) {
        return new Outcome.Again(batch, image, Duration.ofHours(1), Outcome.Reason.FAILED);
    }

    /// Writes the endings of some pending images.
    ///
    /// @return how many rows of images PostgreSQL looked at
    private static long readBy(Server server, UUID batch, Function<ImageId, Outcome> ending) {
        var endings = pending(server, batch).stream().map(ending).toList();
        return new TransactionTemplate(server.bean(PlatformTransactionManager.class))
                .execute(
                        _ -> {
                            long before = read(server);
                            server.bean(Endings.class).write(endings);
                            return read(server) - before;
                        });
    }

    private static List<ImageId> pending(Server server, UUID batch) {
        return server.db()
                .sql(
                        """
                        select lane, image_no from image
                        where batch_id = ? and status = 0 and retry_at is null limit ?
                        """)
                .params(batch, ENDINGS)
                .query((row, _) -> new ImageId(row.getInt(1), row.getInt(2)))
                .list();
    }

    private static long read(Server server) {
        return server.db()
                .sql(
                        """
                        select seq_tup_read + coalesce(idx_tup_fetch, 0)
                        from pg_stat_xact_user_tables where relname = 'image'
                        """)
                .query(Long.class)
                .single();
    }
}
