package org.imgmill.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imgmill.fetch.DownloadsTest.body;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.imgmill.fetch.Download.Complete;
import org.imgmill.fetch.Download.TooLarge;
import org.imgmill.fetch.Download.Truncated;
import org.imgmill.fetch.Unreached.Blocked;
import org.imgmill.fetch.Unreached.DnsFailed;
import org.imgmill.fetch.Unreached.InvalidUrl;
import org.imgmill.origin.Origin;
import org.imgmill.origin.Parts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The tables and bodies that were collected for all of imgmill, where they are at hand.
@Timeout(120)
class SharedHostileTest {

    private static final Path SHARED = Path.of("../../shared/hostile");
    private static final List<InetAddress> PUBLIC = List.of(InetAddress.ofLiteral("8.8.8.8"));

    private static final Map<String, String> NAMES =
            Map.of(
                    "localtest.me", "127.0.0.1",
                    "cname-internal.test", "10.0.0.1",
                    "rebind.test", "127.0.0.1",
                    "localhost", "127.0.0.1",
                    "localhost.localdomain", "127.0.0.1",
                    "ip6-localhost", "::1",
                    "metadata", "169.254.169.254",
                    "postgres", "172.17.0.2");

    @TempDir Path folder;

    @Test
    void everyUrlOfTheTableIsAllowedOrDenied() throws Exception {
        for (String row : rows(SHARED.resolve("urls/urls.tsv"))) {
            String[] cells = row.split("\t", 3);
            if (cells[1].equals("allow")) {
                assertThat(isAllowed(cells[0])).as(row).isTrue();
            } else {
                assertThat(endsUndialled(cells[0])).as(row).isTrue();
            }
        }
    }

    @Test
    void everyBodyEndsAsItShould() throws Exception {
        byte[] gzipped = bytes("jpeg_gzip_ok.jpg.gz");

        assertThat(body(fetch("gzip", gzipped))).startsWith(0xFF, 0xD8, 0xFF);
        assertThat(body(fetch("deflate", bytes("jpeg_deflate_raw.bin")))).startsWith(0xFF, 0xD8);
        assertThat(body(fetch("deflate", bytes("jpeg_deflate_zlib.bin")))).startsWith(0xFF, 0xD8);
        assertThat(fetch("gzip", bytes("gzip_concat_members.gz"))).isInstanceOf(Complete.class);
        assertThat(fetch("gzip", bytes("gzip_bad_crc.gz"))).isInstanceOf(Truncated.class);
        for (String bomb : List.of("gzip_bomb_400MB.gz", "gzip_bomb_jpeg_head_400MB.gz")) {
            assertThat(fetch("gzip", bytes(bomb))).as(bomb).isInstanceOf(TooLarge.class);
        }
        assertThat(fetch("gzip, gzip, gzip", bytes("gzip_bomb_nested_4GB.gz")))
                .isInstanceOf(TooLarge.class);
    }

    private boolean isAllowed(String text) throws UnknownHostException {
        var guard = new AddressGuard(Set.of());
        return WebUrl.parse(text) instanceof WebUrl url
                && !guard.refuses(url)
                && !guard.permitted(url.host(), resolve(url.host())).isEmpty();
    }

    /// A socket that is opened all the same fails the test, and connects to nothing.
    private boolean endsUndialled(String text) throws InterruptedException {
        try (var door =
                Door.in(folder).names(SharedHostileTest::resolve).dialling(Undialled::new).open()) {
            return switch (door.downloads().fetch(text)) {
                case InvalidUrl _, Blocked _, DnsFailed _ -> true;
                default -> false;
            };
        }
    }

    private static List<InetAddress> resolve(String host) throws UnknownHostException {
        if (NAMES.containsKey(host)) {
            return List.of(InetAddress.ofLiteral(NAMES.get(host)));
        }
        try {
            return List.of(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException aName) {
            return PUBLIC;
        }
    }

    private Download fetch(String coding, byte[] body) throws InterruptedException {
        try (var origin = Origin.start();
                var door = Door.in(folder).allowingLoopback().open()) {
            origin.play("/", Parts.ok("Content-Encoding: " + coding + "\n", body));
            return door.downloads().fetch(origin.url("/"));
        }
    }

    private static byte[] bytes(String name) throws IOException {
        Path file = SHARED.resolve("http_bodies").resolve(name);
        assumeTrue(Files.exists(file), file + " is not at hand");
        return Files.readAllBytes(file);
    }

    private static List<String> rows(Path table) throws IOException {
        assumeTrue(Files.exists(table), table + " is not at hand");
        try (Stream<String> lines = Files.lines(table)) {
            return lines.skip(1).toList();
        }
    }

    private static final class Undialled extends Socket {

        Undialled() {
            super(Proxy.NO_PROXY);
        }

        @Override
        public void connect(SocketAddress address, int timeout) {
            throw new AssertionError("dialled " + address);
        }
    }
}
