package org.imgmill.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imgmill.fetch.DownloadsTest.IMAGE;
import static org.imgmill.fetch.DownloadsTest.body;
import static org.imgmill.fetch.DownloadsTest.bytes;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.imgmill.fetch.Download.HttpStatus;
import org.imgmill.fetch.Unreached.ConnectionLost;
import org.imgmill.fetch.Unreached.TimedOut;
import org.imgmill.origin.Origin;
import org.imgmill.origin.Part;
import org.imgmill.origin.Parts;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Who keeps us waiting does so for as long as we let them, and keeps nobody else.
@Timeout(30)
class SlowOriginTest {

    @TempDir Path folder;
    @AutoClose private final Origin origin = Origin.start();
    private Door.Builder settings;

    @BeforeEach
    void prepare() {
        settings = Door.in(folder).allowingLoopback();
    }

    @Test
    void silenceEndsAtTheIdleLimit() throws InterruptedException {
        settings.with(s -> s.idleTimeout(Duration.ofMillis(200)));

        assertThat(settings.fetch(origin, Parts.silence()))
                .isEqualTo(new TimedOut("did not answer for 200 ms"));
    }

    @Test
    void aServerThatAcceptsAndSaysNothingEndsAtTheIdleLimit() throws Exception {
        settings.with(s -> s.idleTimeout(Duration.ofMillis(200)));
        try (var door = settings.open();
                var server = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThat(door.downloads().fetch("http://127.0.0.1:" + server.getLocalPort() + "/"))
                    .isEqualTo(new TimedOut("did not answer for 200 ms"));
        }
    }

    @Test
    void aHeaderThatDripsEndsAtTheTotalLimit() throws InterruptedException {
        settings.with(s -> s.timeout(Duration.ofMillis(400)));

        assertThat(settings.fetch(origin, Parts.slowHeader()))
                .isEqualTo(new TimedOut("took longer than 400 ms"));
    }

    @Test
    void aBodyThatDripsEndsAtTheTotalLimit() throws InterruptedException {
        settings.with(s -> s.timeout(Duration.ofMillis(400)));

        assertThat(settings.fetch(origin, Parts.drip()))
                .isEqualTo(new TimedOut("took longer than 400 ms"));
    }

    @Test
    void aBodyThatStallsEndsAtTheIdleLimit() throws InterruptedException {
        settings.with(s -> s.idleTimeout(Duration.ofMillis(200)));

        assertThat(settings.fetch(origin, Parts.stall(bytes(100_000), 50_000)))
                .isEqualTo(new TimedOut("sent nothing for 200 ms"));
    }

    @Test
    void anErrorPageThatDripsIsNotWaitedFor() throws InterruptedException {
        Part page =
                (_, reply) -> {
                    reply.send("HTTP/1.1 404 Not Found\nContent-Length: 100\n\nx");
                    reply.hold();
                };

        assertThat(settings.fetch(origin, page)).isEqualTo(new HttpStatus(404, Optional.empty()));
    }

    @Test
    void hostsThatHangDelayNoOthers() throws Exception {
        int hanging = 64;
        var asked = new CountDownLatch(hanging);
        try (var other = Origin.start("127.0.0.2", null);
                var door = settings.open();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            other.serve("/", IMAGE);
            origin.play(
                    "/",
                    (_, reply) -> {
                        asked.countDown();
                        reply.hold();
                    });
            var waiting =
                    IntStream.range(0, hanging)
                            .mapToObj(
                                    _ ->
                                            threads.submit(
                                                    () -> door.downloads().fetch(origin.url("/"))))
                            .toList();
            asked.await();

            assertThat(body(door.downloads().fetch(other.url("/")))).isEqualTo(IMAGE);
            assertThat(waiting).noneMatch(Future::isDone);

            origin.close();
            for (Future<Download> download : waiting) {
                assertThat(download.get()).isInstanceOf(ConnectionLost.class);
            }
        }
    }

    @Test
    void aDownloadThatIsInterruptedEnds() throws Exception {
        var asked = new CountDownLatch(1);
        origin.play(
                "/",
                (_, reply) -> {
                    asked.countDown();
                    reply.hold();
                });
        try (var door = settings.open();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var interrupted = new CountDownLatch(1);
            Future<?> download =
                    threads.submit(
                            () -> {
                                try {
                                    door.downloads().fetch(origin.url("/"));
                                } catch (InterruptedException expected) {
                                    interrupted.countDown();
                                }
                            });
            asked.await();
            download.cancel(true);

            interrupted.await();
        }
    }
}
