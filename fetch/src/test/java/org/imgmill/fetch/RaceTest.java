package org.imgmill.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imgmill.fetch.DownloadsTest.IMAGE;
import static org.imgmill.fetch.DownloadsTest.body;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.imgmill.fetch.Unreached.ConnectFailed;
import org.imgmill.fetch.Unreached.TimedOut;
import org.imgmill.origin.Origin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A host of several addresses, of which some are dead.
@Timeout(60)
class RaceTest {

    @TempDir Path folder;
    private final List<String> dialled = new CopyOnWriteArrayList<>();
    private final List<Socket> hung = new CopyOnWriteArrayList<>();

    @Test
    void anAddressThatNobodyAnswersAtHoldsNothingUp() throws InterruptedException {
        try (var origin = Origin.start();
                var door =
                        settings()
                                .name("shop.example", "2001:db8::1", "2001:db8::2", "127.0.0.1")
                                .open()) {
            origin.serve("/", IMAGE);

            assertThat(body(door.downloads().fetch(origin.url("shop.example", "/"))))
                    .isEqualTo(IMAGE);
            assertThat(dialled).startsWith("2001:db8:0:0:0:0:0:1", "127.0.0.1");
            assertThat(hung).allMatch(Socket::isClosed);
        }
    }

    @Test
    void theFamiliesAreTriedInTurns() throws InterruptedException {
        var door =
                settings()
                        .name(
                                "shop.example",
                                "2001:db8::1",
                                "2001:db8::2",
                                "2001:db8::3",
                                "192.0.2.1",
                                "192.0.2.2")
                        .with(s -> s.timeout(Duration.ofSeconds(3)))
                        .open();
        try (door) {
            assertThat(door.downloads().fetch("http://shop.example/"))
                    .isEqualTo(new TimedOut("took longer than 3 s"));
            assertThat(dialled)
                    .containsExactly(
                            "2001:db8:0:0:0:0:0:1",
                            "192.0.2.1",
                            "2001:db8:0:0:0:0:0:2",
                            "192.0.2.2");
            assertThat(hung).hasSize(4).allMatch(Socket::isClosed);
        }
    }

    @Test
    void aHostThatRefusesEverywhereIsNotReached() throws Exception {
        // Bound and not listening, so that no other process gets the port meanwhile.
        try (var bound = new Socket();
                var door =
                        Door.in(folder)
                                .allowingLoopback()
                                .name("shop.example", "127.0.0.1", "127.0.0.2", "127.0.0.3")
                                .open()) {
            bound.bind(new InetSocketAddress("0.0.0.0", 0));
            int port = bound.getLocalPort();
            assertThat(door.downloads().fetch("http://shop.example:" + port + "/"))
                    .isEqualTo(new ConnectFailed("shop.example:" + port));
        }
    }

    private Door.Builder settings() {
        return Door.in(folder)
                .allowingLoopback()
                .allowing("2001:db8::/32")
                .allowing("192.0.2.0/24")
                .dialling(SilentWithin::new);
    }

    /// Nobody answers outside this machine, not even to say so.
    private final class SilentWithin extends Socket {

        private final CountDownLatch closed = new CountDownLatch(1);

        SilentWithin() {
            super(Proxy.NO_PROXY);
        }

        @Override
        public void connect(SocketAddress address, int timeout) throws IOException {
            var to = ((InetSocketAddress) address).getAddress();
            dialled.add(to.getHostAddress());
            if (to.isLoopbackAddress()) {
                super.connect(address, timeout);
                return;
            }
            hung.add(this);
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new SocketException("hung up");
        }

        @Override
        public void close() throws IOException {
            super.close();
            closed.countDown();
        }
    }
}
