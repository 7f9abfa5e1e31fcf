package org.imgmill.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imgmill.fetch.DownloadsTest.IMAGE;
import static org.imgmill.fetch.DownloadsTest.body;
import static org.imgmill.fetch.DownloadsTest.bytes;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.imgmill.fetch.Download.HttpStatus;
import org.imgmill.fetch.Download.Truncated;
import org.imgmill.origin.Origin;
import org.imgmill.origin.Part;
import org.imgmill.origin.Parts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class KeepAliveTest {

    private static final String EVIL = "HTTP/1.1 200 OK\nContent-Length: 4\n\nEVIL";

    private final Origin origin = Origin.start();
    private Door door;

    @BeforeEach
    void open(@TempDir Path folder) {
        door = Door.in(folder).allowingLoopback().open();
    }

    @AfterEach
    void close() {
        door.close();
        origin.close();
    }

    @Test
    void oneConnectionCarriesManyDownloads() throws InterruptedException {
        origin.serve("/small", IMAGE)
                .play("/chunked", Parts.chunked(bytes(100_000)))
                .serve("/large", bytes(3_000_000))
                .play("/moved", Parts.redirect("/small"));

        assertThat(body(fetch("/small"))).isEqualTo(IMAGE);
        assertThat(fetch("/missing")).isInstanceOf(HttpStatus.class);
        assertThat(body(fetch("/chunked"))).hasSize(100_000);
        assertThat(body(fetch("/large"))).hasSize(3_000_000);
        assertThat(body(fetch("/moved"))).isEqualTo(IMAGE);
        assertThat(origin.requests()).hasSize(6);
        assertThat(origin.connections()).isOne();
    }

    @Test
    void bytesBehindAResponseNeverReachTheNext() throws InterruptedException {
        origin.play("/trailed", Parts.trailed(IMAGE, EVIL)).serve("/next", IMAGE);

        assertThat(fetch("/trailed")).isEqualTo(new Truncated("sent more than it announced"));
        assertThat(body(fetch("/next"))).isEqualTo(IMAGE);
        assertThat(origin.connections()).isEqualTo(2);
    }

    @Test
    void bytesThatComeBetweenTwoRequestsNeverReachTheNext() throws InterruptedException {
        var complete = new CountDownLatch(1);
        var sent = new CountDownLatch(1);
        origin.play(
                        "/late",
                        (_, reply) -> {
                            reply.respond(200, "", IMAGE);
                            complete.await();
                            reply.send(EVIL);
                            sent.countDown();
                        })
                .serve("/next", IMAGE);

        assertThat(body(fetch("/late"))).isEqualTo(IMAGE);
        complete.countDown();
        sent.await();
        assertThat(body(fetch("/next"))).isEqualTo(IMAGE);
        assertThat(origin.connections()).isEqualTo(2);
    }

    @Test
    void bytesBehindAnErrorPageNeverReachTheNext() throws InterruptedException {
        origin.play(
                        "/gone",
                        (_, reply) ->
                                reply.send("HTTP/1.1 410 Gone\nContent-Length: 2\n\nno" + EVIL))
                .serve("/next", IMAGE);

        assertThat(fetch("/gone")).isInstanceOf(HttpStatus.class);
        assertThat(body(fetch("/next"))).isEqualTo(IMAGE);
        assertThat(origin.connections()).isEqualTo(2);
    }

    @Test
    void aResponseOfAmbiguousLengthEndsTheConnection() throws InterruptedException {
        String both =
                """
                HTTP/1.1 200 OK
                Content-Length: 9
                Transfer-Encoding: chunked

                2
                ok
                0

                """;
        origin.play("/both", (_, reply) -> reply.send(both)).serve("/next", IMAGE);

        assertThat(body(fetch("/both"))).hasSize(2);
        assertThat(body(fetch("/next"))).isEqualTo(IMAGE);
        assertThat(origin.connections()).isEqualTo(2);
    }

    @Test
    void aBodyLeftUnreadEndsTheConnection() throws InterruptedException {
        origin.play(
                        "/huge",
                        (_, reply) -> reply.send("HTTP/1.1 200 OK\nContent-Length: 99999999\n\n"))
                .serve("/next", IMAGE);

        assertThat(fetch("/huge")).isInstanceOf(Download.TooLarge.class);
        assertThat(body(fetch("/next"))).isEqualTo(IMAGE);
        assertThat(origin.connections()).isEqualTo(2);
    }

    @Test
    void aConnectionThatTheServerClosedMeanwhileIsReplacedUnnoticed() throws InterruptedException {
        var closed = new CountDownLatch(1);
        origin.play(
                        "/first",
                        (_, reply) -> {
                            reply.respond(200, "", IMAGE);
                            reply.close();
                            closed.countDown();
                        })
                .serve("/next", IMAGE);

        assertThat(body(fetch("/first"))).isEqualTo(IMAGE);
        closed.await();
        assertThat(body(fetch("/next"))).isEqualTo(IMAGE);
        assertThat(origin.requests("/next")).hasSize(1);
    }

    @Test
    void aServerThatAsksForItGetsANewConnectionEachTime() throws InterruptedException {
        origin.play("/", Parts.ok("Connection: close\n", IMAGE));

        assertThat(body(fetch("/"))).isEqualTo(IMAGE);
        assertThat(body(fetch("/"))).isEqualTo(IMAGE);
        assertThat(origin.connections()).isEqualTo(2);
    }

    @Test
    void aConnectionIsNotUsedAgainWhenTheServerIsAboutToCloseIt() throws InterruptedException {
        origin.play("/", Parts.ok("Keep-Alive: timeout=1, max=100\n", IMAGE))
                .play("/longer", Parts.ok("Keep-Alive: timeout=60\n", IMAGE));

        assertThat(body(fetch("/"))).isEqualTo(IMAGE);
        assertThat(body(fetch("/longer"))).isEqualTo(IMAGE);
        assertThat(body(fetch("/longer"))).isEqualTo(IMAGE);
        assertThat(origin.connections()).isEqualTo(2);
    }

    @Test
    void anAnswerInHttp10EndsItsConnectionUnlessItSaysOtherwise() throws InterruptedException {
        origin.play("/", http10("")).play("/kept", http10("Connection: keep-alive\n"));

        assertThat(body(fetch("/"))).isEqualTo(IMAGE);
        assertThat(body(fetch("/kept"))).isEqualTo(IMAGE);
        assertThat(body(fetch("/kept"))).isEqualTo(IMAGE);
        assertThat(origin.connections()).isEqualTo(2);
    }

    private static Part http10(String header) {
        return (_, reply) ->
                reply.send(
                        "HTTP/1.0 200 OK\nContent-Length: %d\n%s\n".formatted(IMAGE.length, header),
                        IMAGE);
    }

    private Download fetch(String path) throws InterruptedException {
        return door.downloads().fetch(origin.url(path));
    }
}
