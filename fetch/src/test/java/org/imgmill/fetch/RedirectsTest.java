package org.imgmill.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imgmill.fetch.DownloadsTest.IMAGE;
import static org.imgmill.fetch.DownloadsTest.body;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.imgmill.fetch.Download.HttpStatus;
import org.imgmill.fetch.Download.TooManyRedirects;
import org.imgmill.fetch.Unreached.Blocked;
import org.imgmill.fetch.Unreached.InvalidUrl;
import org.imgmill.origin.Origin;
import org.imgmill.origin.Parts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class RedirectsTest {

    @TempDir Path folder;
    private final Origin origin = Origin.start();
    private final Origin other = Origin.start("127.0.0.2", null);

    @AfterEach
    void close() {
        origin.close();
        other.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void everyKindIsFollowed(int status) throws InterruptedException {
        origin.play("/", Parts.status(status, "Location: /there\n")).serve("/there", IMAGE);

        try (var door = Door.in(folder).allowingLoopback().open()) {
            assertThat(body(door.downloads().fetch(origin.url("/")))).isEqualTo(IMAGE);
        }
    }

    @Test
    void toAnotherHostIsFollowed() throws InterruptedException {
        origin.play("/", Parts.redirect(other.url("/b\u00c3\u00bc.jpg")));
        other.serve("/b%C3%BC.jpg", IMAGE);

        try (var door = Door.in(folder).allowingLoopback().open()) {
            assertThat(body(door.downloads().fetch(origin.url("/")))).isEqualTo(IMAGE);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "5, 6"})
    void areFollowedUpToTheLimit(int limit, int requests) throws InterruptedException {
        origin.play("/", Parts.redirect("/"));

        try (var door =
                Door.in(folder).allowingLoopback().with(s -> s.maxRedirects(limit)).open()) {
            assertThat(door.downloads().fetch(origin.url("/")))
                    .isEqualTo(new TooManyRedirects(limit));
            assertThat(origin.requests()).hasSize(requests);
        }
    }

    @Test
    void toAPrivateAddressAreBlockedAndNothingIsDialled() throws InterruptedException {
        origin.play("/", Parts.redirect(other.url("/")));
        other.serve("/", IMAGE);

        try (var door = Door.in(folder).allowing("127.0.0.1").open()) {
            assertThat(door.downloads().fetch(origin.url("/")))
                    .isEqualTo(new Blocked("127.0.0.2:" + other.port()));
            assertThat(other.connections()).isZero();
        }
    }

    @Test
    void theAddressIsCheckedAgainOnEveryHop() throws InterruptedException {
        HostResolver hops =
                host ->
                        List.of(
                                InetAddress.ofLiteral(
                                        host.equals("first.test") ? "127.0.0.1" : "127.0.0.2"));
        origin.play("/", Parts.redirect(other.url("second.test", "/")));
        other.serve("/", IMAGE);

        try (var door = Door.in(folder).allowing("127.0.0.1").names(hops).open()) {
            assertThat(door.downloads().fetch(origin.url("first.test", "/")))
                    .isEqualTo(new Blocked("second.test:" + other.port()));
            assertThat(other.connections()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "gopher://127.0.0.1/", "javascript:1"})
    void toAnotherSchemeAreRefused(String location) throws InterruptedException {
        origin.play("/", Parts.redirect(location));

        try (var door = Door.in(folder).allowingLoopback().open()) {
            assertThat(door.downloads().fetch(origin.url("/")))
                    .isEqualTo(
                            new InvalidUrl(
                                    "redirects to one that does not start with http:// or"
                                            + " https://"));
        }
    }

    @Test
    void toAPictureInTheAddressAreRefusedByWhatTheyAre() throws InterruptedException {
        origin.play("/", Parts.redirect("data:,x"));

        try (var door = Door.in(folder).allowingLoopback().open()) {
            assertThat(door.downloads().fetch(origin.url("/")))
                    .isEqualTo(
                            new InvalidUrl(
                                    "redirects to one that holds a picture itself (data:) and is"
                                            + " no address of one"));
        }
    }

    @Test
    void withoutALocationAreJustAStatus() throws InterruptedException {
        origin.play("/", Parts.status(302, ""));

        try (var door = Door.in(folder).allowingLoopback().open()) {
            assertThat(door.downloads().fetch(origin.url("/")))
                    .isEqualTo(new HttpStatus(302, Optional.empty()));
        }
    }
}
