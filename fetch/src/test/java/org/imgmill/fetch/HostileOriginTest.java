package org.imgmill.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imgmill.fetch.DownloadsTest.IMAGE;
import static org.imgmill.fetch.DownloadsTest.body;
import static org.imgmill.fetch.DownloadsTest.bytes;

import java.nio.file.Path;
import java.util.Optional;
import org.imgmill.fetch.Download.HttpStatus;
import org.imgmill.fetch.Download.TooLarge;
import org.imgmill.fetch.Download.Truncated;
import org.imgmill.fetch.Unreached.ConnectionLost;
import org.imgmill.fetch.Unreached.Garbled;
import org.imgmill.origin.Origin;
import org.imgmill.origin.Part;
import org.imgmill.origin.Parts;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Each ends as it should, and a timeout of the test says that it ended at all.
@Timeout(30)
class HostileOriginTest {

    private static final int LIMIT = 2_000_000;

    @TempDir Path folder;
    @AutoClose private final Origin origin = Origin.start();
    private Door.Builder settings;

    @BeforeEach
    void prepare() {
        settings = Door.in(folder).allowingLoopback().with(s -> s.maxBytes(LIMIT));
    }

    @Test
    void anEndlessBodyEndsAtTheSizeLimit() throws InterruptedException {
        assertThat(settings.fetch(origin, Parts.endless())).isEqualTo(new TooLarge(LIMIT));
    }

    @Test
    void aBodyAnnouncedAsTooLargeIsNotRead() throws InterruptedException {
        assertThat(settings.fetch(origin, Parts.announce(LIMIT + 1, IMAGE)))
                .isEqualTo(new TooLarge(LIMIT));
    }

    @Test
    void aBodyOfExactlyTheLimitIsTaken() throws InterruptedException {
        byte[] largest = bytes(LIMIT);
        try (var door = settings.open()) {
            origin.serve("/", largest);

            assertThat(body(door.downloads().fetch(origin.url("/")))).isEqualTo(largest);
        }
    }

    @Test
    void aBodyShorterThanAnnouncedIsTruncated() throws InterruptedException {
        assertThat(settings.fetch(origin, Parts.announce(IMAGE.length + 1, IMAGE)))
                .isEqualTo(new Truncated("broke off before the end of the body"));
    }

    @Test
    void aBodyLongerThanAnnouncedIsTruncated() throws InterruptedException {
        assertThat(settings.fetch(origin, Parts.announce(IMAGE.length - 1, IMAGE)))
                .isEqualTo(new Truncated("sent more than it announced"));
    }

    @Test
    void aChunkedBodyWithoutItsEndIsTruncated() throws InterruptedException {
        String start = "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n";

        assertThat(settings.fetch(origin, Parts.raw(start + "5\nhello\n")))
                .isInstanceOf(Truncated.class);
        assertThat(settings.fetch(origin, Parts.raw(start + "5\nhel")))
                .isInstanceOf(Truncated.class);
        assertThat(settings.fetch(origin, Parts.raw(start + "-5\nhello\n0\n\n")))
                .isInstanceOf(Truncated.class);
        assertThat(settings.fetch(origin, Parts.raw(start + "zz\nhello\n0\n\n")))
                .isInstanceOf(Truncated.class);
    }

    @Test
    void aResetBeforeTheAnswerIsALostConnection() throws InterruptedException {
        assertThat(settings.fetch(origin, Parts.resetAfter(IMAGE, 0)))
                .isEqualTo(new ConnectionLost("127.0.0.1:" + origin.port()));
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 99})
    void aResetInTheBodyIsTruncated(int percent) throws InterruptedException {
        byte[] large = bytes(1_500_000);

        assertThat(settings.fetch(origin, Parts.resetAfter(large, large.length / 100 * percent)))
                .isEqualTo(new Truncated("broke off before the end of the body"));
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 102, 103})
    void interimResponsesWithoutEndAreNoAnswer(int status) throws InterruptedException {
        assertThat(settings.fetch(origin, Parts.endlessInterim(status)))
                .isEqualTo(new Garbled("did not answer in HTTP"));
    }

    @Test
    void anInterimResponseIsSkipped() throws InterruptedException {
        Part hints =
                (_, reply) -> {
                    reply.send("HTTP/1.1 103 Early Hints\nLink: </a.css>\n\n");
                    reply.respond(200, "", IMAGE);
                };
        try (var door = settings.open()) {
            origin.play("/", hints);

            assertThat(body(door.downloads().fetch(origin.url("/")))).isEqualTo(IMAGE);
        }
    }

    @Test
    void hugeHeadersAreRefused() throws InterruptedException {
        var refused = new Garbled("sent headers beyond our limits");

        assertThat(settings.fetch(origin, Parts.hugeHeader())).isEqualTo(refused);
        assertThat(settings.fetch(origin, Parts.manyHeaders())).isEqualTo(refused);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2\n",
                "HTTP/1.1 abc OK\n\n",
                "HTTP/1.1 99 Low\n\n",
                "HTTP/1.1 0 None\n\n",
                "HTTP/1.1 101 Switching Protocols\nUpgrade: x\n\n",
                "HTTP/1.1\n\n",
                "HTTP/1.1 200 OK\nContent-Length: 5\nContent-Length: 6\n\nhello",
                "<html>hello</html>\n"
            })
    void whatIsNotHttpIsNoAnswer(String answer) throws InterruptedException {
        assertThat(settings.fetch(origin, Parts.raw(answer)))
                .isEqualTo(new Garbled("did not answer in HTTP"));
    }

    @Test
    void theTypeAServerClaimsMeansNothing() throws InterruptedException {
        try (var door = settings.open()) {
            origin.play("/", Parts.ok("Content-Type: text/html\n", IMAGE));

            assertThat(body(door.downloads().fetch(origin.url("/")))).isEqualTo(IMAGE);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {202, 204, 205, 206, 304, 400, 401, 403, 404, 408, 410, 425, 500, 503, 599})
    void aStatusThatComesWithoutThePictureIsReported(int status) throws InterruptedException {
        Download ending =
                settings.fetch(
                        origin, Parts.raw("HTTP/1.1 " + status + " Status\nConnection: close\n\n"));

        assertThat(ending).isEqualTo(new HttpStatus(status, Optional.empty()));
    }

    @Test
    void aFlappingServerIsAskedOncePerCall() throws InterruptedException {
        try (var door = settings.open()) {
            origin.play("/", Parts.flapping(2, 503, IMAGE));

            for (int i = 0; i < 2; i++) {
                assertThat(door.downloads().fetch(origin.url("/")))
                        .isEqualTo(new HttpStatus(503, Optional.empty()));
            }
            assertThat(body(door.downloads().fetch(origin.url("/")))).isEqualTo(IMAGE);
            assertThat(origin.requests()).hasSize(3);
        }
    }
}
