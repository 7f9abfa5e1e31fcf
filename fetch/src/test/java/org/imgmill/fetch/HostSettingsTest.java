package org.imgmill.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imgmill.fetch.DownloadsTest.IMAGE;
import static org.imgmill.fetch.DownloadsTest.body;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.imgmill.fetch.Download.Busy;
import org.imgmill.fetch.Download.Complete;
import org.imgmill.fetch.FetchSettings.Host;
import org.imgmill.origin.Origin;
import org.imgmill.origin.Parts;
import org.imgmill.origin.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class HostSettingsTest {

    private final Origin origin = Origin.start();
    private final Origin other = Origin.start("127.0.0.2", null);
    private Door.Builder settings;

    @BeforeEach
    void prepare(@TempDir Path folder) {
        settings = Door.in(folder).allowingLoopback();
        origin.serve("/", IMAGE);
        other.serve("/", IMAGE);
    }

    @AfterEach
    void close() {
        origin.close();
        other.close();
    }

    @Test
    void weSayWhoWeAreAndWhatWeTake() throws InterruptedException {
        try (var door = settings.open()) {
            assertThat(body(door.downloads().fetch(origin.url("/")))).isEqualTo(IMAGE);
        }

        Request asked = origin.requests().getFirst();
        assertThat(asked.header("user-agent")).isEqualTo("imgmill/1.0");
        assertThat(asked.header("accept")).startsWith("image/jpeg,");
        assertThat(asked.header("host")).isEqualTo("127.0.0.1:" + origin.port());
    }

    @Test
    void headersNeverGoOverPlainHttpUnlessThatIsWritten() throws InterruptedException {
        var secret = Map.of("Authorization", "Bearer secret");
        settings.with(s -> s.host(authority(origin), new Host(null, null, secret, false)));

        try (var door = settings.open()) {
            assertThat(body(door.downloads().fetch(origin.url("/")))).isEqualTo(IMAGE);
        }

        assertThat(origin.requests().getFirst().header("authorization")).isNull();
    }

    @Test
    void headersGoToTheirHostInPlaceOfOurs() throws InterruptedException {
        headers(origin, Map.of("Authorization", "Bearer secret", "User-Agent", "shop/2"));

        try (var door = settings.open()) {
            assertThat(body(door.downloads().fetch(origin.url("/")))).isEqualTo(IMAGE);
            assertThat(body(door.downloads().fetch(other.url("/")))).isEqualTo(IMAGE);
        }

        Request asked = origin.requests().getFirst();
        assertThat(asked.header("authorization")).isEqualTo("Bearer secret");
        assertThat(asked.headers().get("user-agent")).isEqualTo(List.of("shop/2"));
        assertThat(other.requests().getFirst().header("authorization")).isNull();
        assertThat(other.requests().getFirst().header("user-agent")).isEqualTo("imgmill/1.0");
    }

    @Test
    void headersDoNotFollowARedirectToAnotherHost() throws InterruptedException {
        headers(origin, Map.of("Authorization", "Bearer secret"));
        origin.play("/away", Parts.redirect(other.url("/")));

        try (var door = settings.open()) {
            assertThat(body(door.downloads().fetch(origin.url("/away")))).isEqualTo(IMAGE);
        }

        assertThat(origin.requests().getFirst().header("authorization")).isNotNull();
        assertThat(other.requests().getFirst().header("authorization")).isNull();
    }

    @Test
    void noMoreConnectionsThanGrantedAreUsed() throws Exception {
        settings.with(s -> s.host(authority(origin), new Host(2, null, Map.of(), false)));
        try (var door = settings.open();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Download>> downloads =
                    IntStream.range(0, 50)
                            .mapToObj(
                                    _ ->
                                            threads.submit(
                                                    () -> door.downloads().fetch(origin.url("/"))))
                            .toList();
            for (Future<Download> download : downloads) {
                assertThat(body(download.get())).isEqualTo(IMAGE);
            }
        }

        assertThat(origin.highWater()).isBetween(1, 2);
    }

    @Test
    void whoFindsNoConnectionFreeIsToldToComeBack() throws Exception {
        settings.with(s -> s.host(authority(origin), new Host(1, null, Map.of(), false)));
        var asked = new CountDownLatch(1);
        var answer = new CountDownLatch(1);
        origin.play(
                "/slow",
                (_, reply) -> {
                    asked.countDown();
                    answer.await();
                    reply.respond(200, "", IMAGE);
                });
        try (var door = settings.open();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var slow = threads.submit(() -> door.downloads().fetch(origin.url("/slow")));
            asked.await();

            assertThat(door.downloads().fetch(origin.url("/"))).isInstanceOf(Busy.class);
            answer.countDown();
            assertThat(body(slow.get())).isEqualTo(IMAGE);
            assertThat(body(door.downloads().fetch(origin.url("/")))).isEqualTo(IMAGE);
        }
    }

    @Test
    void noMoreRequestsThanTheRateAreSent() throws InterruptedException {
        settings.with(
                s -> s.host(authority(origin), new Host(null, Rate.of("1/h"), Map.of(), false)));
        try (var door = settings.open()) {
            assertThat(door.downloads().fetch(origin.url("/"))).isInstanceOf(Complete.class);
            assertThat(door.downloads().fetch(origin.url("/")))
                    .isInstanceOfSatisfying(
                            Busy.class,
                            busy ->
                                    assertThat(busy.retryAfter())
                                            .isBetween(
                                                    Duration.ofMinutes(58), Duration.ofHours(1)));
            assertThat(door.downloads().fetch(other.url("/"))).isInstanceOf(Complete.class);
        }

        assertThat(origin.requests()).hasSize(1);
    }

    private void headers(Origin of, Map<String, String> headers) {
        settings.headers(authority(of), headers);
    }

    private static String authority(Origin of) {
        return WebUrlTest.url(of.url("/")).authority();
    }
}
