package org.imgmill.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imgmill.fetch.DownloadsTest.IMAGE;
import static org.imgmill.fetch.DownloadsTest.body;
import static org.imgmill.fetch.DownloadsTest.bytes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.imgmill.fetch.Unreached.TimedOut;
import org.imgmill.fetch.Unreached.TlsFailed;
import org.imgmill.origin.Certificates;
import org.imgmill.origin.Origin;
import org.imgmill.origin.Parts;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TlsTest {

    private static final byte[] HTTP = "HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII);

    @TempDir static Path keys;
    private static Certificates certificates;

    @TempDir Path folder;

    @BeforeAll
    static void makeCertificates() {
        certificates = new Certificates(keys);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost"})
    void aServerThatProvesItsNameIsTrusted(String host) throws InterruptedException {
        byte[] large = bytes(300_000);
        try (var origin = Origin.startTls(certificates.server("valid"));
                var door = trusting().name("localhost", "127.0.0.1").open()) {
            origin.serve("/a", IMAGE).serve("/b", large);

            assertThat(body(door.downloads().fetch(origin.url(host, "/a")))).isEqualTo(IMAGE);
            assertThat(body(door.downloads().fetch(origin.url(host, "/b")))).isEqualTo(large);
            assertThat(origin.connections()).isOne();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "expired, its certificate has expired",
        "elsewhere, its certificate is for another host",
        "selfsigned, its certificate is not from an authority we trust"
    })
    void aServerThatDoesNotIsNotAsked(String certificate, String why) throws InterruptedException {
        try (var origin = Origin.startTls(certificates.server(certificate));
                var door = trusting().open()) {
            origin.serve("/", IMAGE);

            assertThat(door.downloads().fetch(origin.url("/")))
                    .isEqualTo(new TlsFailed("127.0.0.1:" + origin.port(), why));
            assertThat(origin.requests()).isEmpty();
        }
    }

    @Test
    void theCertificateIsCheckedForTheNameInTheUrl() throws InterruptedException {
        try (var origin = Origin.startTls(certificates.server("valid"));
                var door = trusting().name("cdn.example.com", "127.0.0.1").open()) {
            assertThat(door.downloads().fetch(origin.url("cdn.example.com", "/")))
                    .isEqualTo(
                            new TlsFailed(
                                    "cdn.example.com:" + origin.port(),
                                    "its certificate is for another host"));
        }
    }

    @Test
    void aHandshakeThatStallsEnds() throws Exception {
        try (var door = trusting().with(s -> s.connectTimeout(Duration.ofMillis(300))).open();
                var server = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThat(door.downloads().fetch("https://127.0.0.1:" + server.getLocalPort() + "/"))
                    .isEqualTo(new TimedOut("did not finish the TLS handshake within 300 ms"));
        }
    }

    @Test
    void aServerWithoutTlsIsNotTrusted() throws Exception {
        try (var door = trusting().open();
                var server = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"))) {
            Thread.ofVirtual()
                    .start(
                            () -> {
                                try (var socket = server.accept()) {
                                    socket.getOutputStream().write(HTTP);
                                } catch (IOException e) {
                                    throw new UncheckedIOException(e);
                                }
                            });
            String authority = "127.0.0.1:" + server.getLocalPort();

            assertThat(door.downloads().fetch("https://" + authority + "/"))
                    .isEqualTo(new TlsFailed(authority, "the TLS handshake failed"));
        }
    }

    @Test
    void aBodyThatEndsWithoutTheEndOfTlsIsTruncated() throws InterruptedException {
        try (var origin = Origin.startTls(certificates.server("valid"));
                var door = trusting().open()) {
            origin.play("/", Parts.resetAfter(IMAGE, IMAGE.length - 1));

            assertThat(door.downloads().fetch(origin.url("/")))
                    .isEqualTo(new Download.Truncated("broke off before the end of the body"));
        }
    }

    @Test
    void aServerThatSaysGoodbyeAtOnceHasSentAWholeBody() throws InterruptedException {
        try (var origin = Origin.startTls(certificates.server("valid"));
                var door = trusting().open()) {
            origin.play("/", Parts.announce(IMAGE.length, IMAGE));

            assertThat(body(door.downloads().fetch(origin.url("/")))).isEqualTo(IMAGE);
        }
    }

    @Test
    void theHeadersOfAHostDoNotFollowARedirectOutOfTls() throws InterruptedException {
        try (var secure = Origin.startTls(certificates.server("valid"));
                var plain = Origin.start()) {
            secure.play("/", Parts.redirect(plain.url("/")));
            plain.serve("/", IMAGE);
            var secret = Map.of("Authorization", "Bearer secret");
            try (var door = trusting().headers("127.0.0.1:" + plain.port(), secret).open()) {
                assertThat(body(door.downloads().fetch(secure.url("/")))).isEqualTo(IMAGE);
            }

            assertThat(plain.requests().getFirst().header("authorization")).isNull();
        }
    }

    @Test
    void aChainThatIsWholeIsTrustedAndOneThatIsNotIsSaidToBeSo() throws InterruptedException {
        try (var whole = Origin.startTls(certificates.server("chained"));
                var cut = Origin.startTls(certificates.server("chained", 1));
                var door = trusting().open()) {
            whole.serve("/", IMAGE);

            assertThat(body(door.downloads().fetch(whole.url("/")))).isEqualTo(IMAGE);
            assertThat(door.downloads().fetch(cut.url("/")))
                    .isEqualTo(
                            new TlsFailed(
                                    "127.0.0.1:" + cut.port(),
                                    "it sends its certificate without the intermediate ones that"
                                            + " lead to an authority"));
        }
    }

    @Test
    void aNameIsToldToTheServerAndAnAddressIsNot() throws Exception {
        var told = new CopyOnWriteArrayList<String>();
        try (var server =
                        (SSLServerSocket)
                                certificates
                                        .server("valid")
                                        .getServerSocketFactory()
                                        .createServerSocket(
                                                0, 50, InetAddress.ofLiteral("127.0.0.1"));
                var door = trusting().name("img.example.com", "127.0.0.1").open()) {
            Thread.ofVirtual().start(() -> listen(server, told));
            for (String host : List.of("img.example.com", "127.0.0.1")) {
                var url = "https://" + host + ":" + server.getLocalPort() + "/";
                assertThat(body(door.downloads().fetch(url))).isEqualTo(IMAGE);
            }
        }

        assertThat(told).containsExactly("type=host_name (0), value=img.example.com", "none");
    }

    private static void listen(SSLServerSocket server, List<String> told) {
        try {
            for (int i = 0; i < 2; i++) {
                try (var socket = (SSLSocket) server.accept()) {
                    socket.startHandshake();
                    var names =
                            ((ExtendedSSLSession) socket.getSession()).getRequestedServerNames();
                    told.add(names.isEmpty() ? "none" : names.getFirst().toString());
                    socket.getOutputStream().write(HTTP);
                    socket.getOutputStream().write("\r\n".getBytes(StandardCharsets.US_ASCII));
                    socket.getOutputStream().write(IMAGE);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void redirectsLeadIntoTlsAndOutOfIt() throws InterruptedException {
        try (var secure = Origin.startTls(certificates.server("valid"));
                var plain = Origin.start();
                var door = trusting().open()) {
            plain.play("/", Parts.redirect(secure.url("/")));
            secure.play("/", Parts.redirect(plain.url("/a.jpg")));
            plain.serve("/a.jpg", IMAGE);

            assertThat(body(door.downloads().fetch(plain.url("/")))).isEqualTo(IMAGE);
        }
    }

    private Door.Builder trusting() {
        return Door.in(folder)
                .allowingLoopback()
                .trusting(ChainTrust.sockets(certificates.trusted()));
    }
}
