package org.imgmill.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imgmill.fetch.DownloadsTest.IMAGE;
import static org.imgmill.fetch.DownloadsTest.body;
import static org.imgmill.fetch.WebUrlTest.url;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.imgmill.fetch.Unreached.Blocked;
import org.imgmill.fetch.Unreached.ConnectFailed;
import org.imgmill.fetch.Unreached.DnsFailed;
import org.imgmill.fetch.Unreached.InvalidUrl;
import org.imgmill.origin.Origin;
import org.imgmill.origin.Parts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/// No socket is so much as opened for an address that is not public.
@Timeout(30)
class PrivateAddressesTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final AtomicInteger sockets = new AtomicInteger();

    private final Origin origin = Origin.start();
    private Door.Builder settings;

    @BeforeEach
    void prepare(@TempDir Path folder) {
        settings = Door.in(folder).dialling(this::counted);
        origin.serve("/", IMAGE);
    }

    @AfterEach
    void close() {
        origin.close();
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/fetch/addresses.tsv", delimiter = '\t', numLinesToSkip = 1)
    void areBlockedInAUrlAndBehindAName(String address, String verdict) throws Exception {
        if (verdict.equals("public")) {
            return;
        }
        String literal = address.contains(":") ? "[" + address + "]" : address;
        try (var door = settings.name("cdn.example.com", address).open()) {
            assertThat(door.downloads().fetch("http://" + literal + "/"))
                    .isInstanceOf(Blocked.class);
            assertThat(door.downloads().fetch("http://cdn.example.com/"))
                    .isEqualTo(new Blocked("cdn.example.com"));
            assertThat(door.post().post(url("http://cdn.example.com/"), Map.of(), IMAGE, SECOND))
                    .isEqualTo(new Blocked("cdn.example.com"));
            assertThat(sockets).hasValue(0);
        }
    }

    @Test
    void ofAMixedHostOnlyThePermittedAddressIsDialled() throws Exception {
        List<Socket> dialled = new ArrayList<>();
        settings.allowing("127.0.0.1").name("mixed.example.com", "127.0.0.2", "127.0.0.1");
        settings.dialling(
                () -> {
                    dialled.add(new Socket(Proxy.NO_PROXY));
                    return dialled.getLast();
                });
        try (var door = settings.open()) {
            assertThat(body(door.downloads().fetch(origin.url("mixed.example.com", "/"))))
                    .isEqualTo(IMAGE);
            assertThat(dialled).hasSize(1);
            assertThat(dialled.getFirst().getInetAddress())
                    .isEqualTo(InetAddress.ofLiteral("127.0.0.1"));
        }
    }

    @Test
    void openAndClosedPortsOfAPrivateAddressLookTheSame() throws Exception {
        try (var door = settings.open()) {
            Download openPort = door.downloads().fetch(origin.url("/"));
            int port = origin.port();
            origin.close();

            assertThat(openPort).isEqualTo(new Blocked("127.0.0.1:" + port));
            assertThat(door.downloads().fetch(origin.url("/"))).isEqualTo(openPort);
            assertThat(sockets).hasValue(0);
        }
    }

    @Test
    void closedAndFilteredPortsOfAnOpenedAddressLookTheSame() throws Exception {
        settings.allowingLoopback().with(s -> s.connectTimeout(Duration.ofMillis(300)));
        try (var door = settings.open()) {
            String authority;
            Download filtered;
            try (var server = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
                    var _ = new Backlog(server)) {
                authority = "127.0.0.1:" + server.getLocalPort();
                filtered = door.downloads().fetch("http://" + authority + "/");
            }
            Download closed = door.downloads().fetch("http://" + authority + "/");

            assertThat(filtered).isEqualTo(new ConnectFailed(authority));
            assertThat(closed).isEqualTo(filtered);
        }
    }

    @Test
    void aPrivateNameThatIsUnknownLooksLikeOneThatIsBlocked() throws Exception {
        try (var door = settings.name("known", "127.0.0.1").open()) {
            assertThat(door.downloads().fetch("http://known/")).isEqualTo(new Blocked("known"));
            assertThat(door.downloads().fetch("http://unknown/")).isEqualTo(new Blocked("unknown"));
            assertThat(door.downloads().fetch("http://unknown.example.com/"))
                    .isEqualTo(new DnsFailed("unknown.example.com"));
            assertThat(sockets).hasValue(0);
        }
    }

    @Test
    void whatIsNoUrlIsNotDialled() throws Exception {
        try (var door = settings.open()) {
            assertThat(door.downloads().fetch("http://user:pass@127.0.0.1/"))
                    .isEqualTo(
                            new InvalidUrl(
                                    "contains a user name or a password; neither is ever sent"));
            assertThat(sockets).hasValue(0);
        }
    }

    @Test
    void theOwnSamplesAreOpenAndNothingElseOfThisServer() throws Exception {
        origin.serve("/samples/mug.jpg", IMAGE)
                .serve("/v1/batches", IMAGE)
                .play("/samples/away.jpg", Parts.redirect("/v1/batches"));
        var blocked = new Blocked("127.0.0.1:" + origin.port());
        try (var door = settings.open()) {
            assertThat(door.downloads().fetch(origin.url("/samples/mug.jpg"))).isEqualTo(blocked);
            door.guard().openSamples(url(origin.url("/samples/")));

            assertThat(body(door.downloads().fetch(origin.url("/samples/mug.jpg"))))
                    .isEqualTo(IMAGE);
            assertThat(door.downloads().fetch(origin.url("/v1/batches"))).isEqualTo(blocked);
            assertThat(door.downloads().fetch(origin.url("/samples/../v1/batches")))
                    .isEqualTo(blocked);
            assertThat(door.downloads().fetch(origin.url("/samples/away.jpg"))).isEqualTo(blocked);
            assertThat(origin.requests("/v1/batches")).isEmpty();
        }
    }

    @Test
    void aNameThatIsSlowToResolveIsNotWaitedForLongerThanAConnection() throws Exception {
        HostResolver neverAnswers =
                host -> {
                    try {
                        Thread.currentThread().join();
                        return List.of();
                    } catch (InterruptedException shutdown) {
                        throw new UnknownHostException(host);
                    }
                };
        settings.with(s -> s.connectTimeout(Duration.ofMillis(200))).names(neverAnswers);
        try (var door = settings.open()) {
            assertThat(door.downloads().fetch("http://cdn.example.com/"))
                    .isEqualTo(new DnsFailed("cdn.example.com"));
        }
    }

    private Socket counted() {
        sockets.incrementAndGet();
        return Dialler.DIRECT.get();
    }

    /// Connections that fill a server's queue, so that the next ones hear nothing: what a firewall
    /// that drops packets looks like.
    private static final class Backlog implements AutoCloseable {

        private final List<Socket> waiting = new ArrayList<>();

        Backlog(ServerSocket server) throws IOException {
            var address = new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
            for (int i = 0; i < 64; i++) {
                var socket = new Socket();
                waiting.add(socket);
                try {
                    socket.connect(address, 100);
                } catch (IOException full) {
                    return;
                }
            }
            throw new IOException("a queue of one takes more than 64 connections");
        }

        @Override
        public void close() throws IOException {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }
}
