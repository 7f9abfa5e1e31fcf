package org.imgmill.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imgmill.fetch.DownloadsTest.IMAGE;
import static org.imgmill.fetch.DownloadsTest.body;

import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.imgmill.fuzzing.Fuzzing;
import org.imgmill.origin.Origin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Seeded mutations: the same on every machine, and more with every seed that ever broke something.
@Timeout(120)
class FuzzTest {

    private static final List<String> URLS =
            List.of(
                    "http://origin.test:8099/a.jpg?x=1#f",
                    "https://bücher.example/a%20b/../c",
                    "http://[2001:db8::1]:80/",
                    "http://0x7f.0.0.1/",
                    "http://①②⑦.⓪.⓪.①/",
                    "HTTP://user:pass@Example.COM.:443//x\\y");

    private static final String ALPHABET =
            "ahtp:/?#@[]%.-_0129xXäß。①\u00AD\u200D\uD83D\uDE00\uD800 \\\t\r\n\0\"<>|^";

    private static final List<byte[]> ANSWERS =
            Stream.of(
                            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
                            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
                            "HTTP/1.1 302 Found\r\nLocation: /next\r\nContent-Length: 0\r\n\r\n",
                            "HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\nContent-Length: 3\r\n\r\n\3\0x",
                            "HTTP/1.1 503 Busy\r\nRetry-After: 5\r\nConnection: close\r\n\r\n")
                    .map(text -> text.getBytes(StandardCharsets.ISO_8859_1))
                    .toList();

    @Test
    void noTextBreaksTheReadingOfUrls() {
        var random = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            var text = new StringBuilder(URLS.get(random.nextInt(URLS.size())));
            for (int edits = random.nextInt(4); edits >= 0; edits--) {
                int at = random.nextInt(text.length());
                String piece = String.valueOf(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
                text.replace(at, at + random.nextInt(2), piece);
            }
            if (WebUrl.parse(text.toString()) instanceof WebUrl url) {
                assertThat(URI.create(url.text()).toASCIIString()).isEqualTo(url.text());
                assertThat(WebUrl.parse(url.text())).as(text.toString()).isEqualTo(url);
            }
        }
    }

    /// The JDK reads the address again, so that a mistake of our reader is not made twice.
    @Test
    void noMutantOfAUrlOpensAPrivateAddress() {
        var guard = new AddressGuard(Set.of());
        var samples =
                Stream.concat(
                                URLS.stream(),
                                Fuzzing.hostile("urls").stream()
                                        .map(table -> new String(table, StandardCharsets.UTF_8))
                                        .flatMap(String::lines)
                                        .skip(1)
                                        .map(line -> line.replaceFirst("\t.*", "")))
                        .map(url -> url.getBytes(StandardCharsets.UTF_8))
                        .toList();
        Fuzzing.play(
                random -> {
                    var text = new String(Fuzzing.mutant(samples, random), StandardCharsets.UTF_8);
                    if (WebUrl.parse(text) instanceof WebUrl url) {
                        assertThat(WebUrl.parse(url.text())).as(text).isEqualTo(url);
                        if (!guard.refuses(url) && url.host().matches("[0-9.]+|.*:.*")) {
                            var address = InetAddress.ofLiteral(url.host());
                            assertThat(
                                            address.isLoopbackAddress()
                                                    || address.isSiteLocalAddress()
                                                    || address.isLinkLocalAddress()
                                                    || address.isAnyLocalAddress()
                                                    || address.isMulticastAddress())
                                    .as(text)
                                    .isFalse();
                        }
                    }
                });
    }

    @Test
    void noAnswerBreaksTheDoor(@TempDir Path folder) throws InterruptedException {
        var random = new Random(1);
        try (var origin = Origin.start();
                var door =
                        Door.in(folder)
                                .allowingLoopback()
                                .with(s -> s.idleTimeout(Duration.ofSeconds(2)))
                                .with(s -> s.maxBytes(10 << 10))
                                .open()) {
            origin.serve("/next", IMAGE);
            origin.serve("/well", IMAGE);
            for (int i = 0; i < 3_000; i++) {
                byte[] answer = mutated(random);
                origin.play(
                        "/",
                        (_, reply) -> {
                            reply.send(answer);
                            reply.close();
                        });

                Download ending = door.downloads().fetch(origin.url("/"));
                if (ending instanceof Download.Complete(var body)) {
                    body.close();
                }
                assertThat(body(door.downloads().fetch(origin.url("/well")))).isEqualTo(IMAGE);
            }
        }
    }

    private static byte[] mutated(Random random) {
        byte[] answer = ANSWERS.get(random.nextInt(ANSWERS.size())).clone();
        for (int edits = random.nextInt(4); edits >= 0; edits--) {
            int at = random.nextInt(answer.length);
            switch (random.nextInt(4)) {
                case 0 -> answer[at] = (byte) random.nextInt(256);
                case 1 -> answer = Arrays.copyOf(answer, at + 1);
                case 2 -> answer[at] = (byte) ('0' + random.nextInt(10));
                default -> answer = doubled(answer, at);
            }
        }
        return answer;
    }

    private static byte[] doubled(byte[] answer, int from) {
        byte[] longer = Arrays.copyOf(answer, answer.length * 2 - from);
        System.arraycopy(answer, from, longer, answer.length, answer.length - from);
        return longer;
    }
}
