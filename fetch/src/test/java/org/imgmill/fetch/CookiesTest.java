package org.imgmill.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imgmill.fetch.DownloadsTest.IMAGE;
import static org.imgmill.fetch.DownloadsTest.body;
import static org.imgmill.fetch.WebUrlTest.url;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.imgmill.origin.Origin;
import org.imgmill.origin.Parts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CookiesTest {

    @TempDir Path folder;

    @Test
    void areKeptForTheRedirectsOfOneDownloadAndForNoOther() throws InterruptedException {
        try (var origin = Origin.start();
                var door = Door.in(folder).allowingLoopback().open()) {
            origin.play(
                    "/a.jpg",
                    (request, reply) -> {
                        if ("seen=1; b=2".equals(request.header("cookie"))) {
                            reply.respond(200, "", IMAGE);
                        } else {
                            reply.respond(
                                    302,
                                    "Location: /a.jpg\nSet-Cookie: seen=1; Path=/\nSet-Cookie: b=2\n",
                                    new byte[0]);
                        }
                    });

            assertThat(body(door.downloads().fetch(origin.url("/a.jpg")))).isEqualTo(IMAGE);
            assertThat(body(door.downloads().fetch(origin.url("/a.jpg")))).isEqualTo(IMAGE);
            assertThat(origin.requests()).hasSize(4);
            assertThat(origin.requests().get(2).header("cookie")).isNull();
        }
    }

    @Test
    void ofAHostStayWithTheHost() throws InterruptedException {
        try (var origin = Origin.start();
                var other = Origin.start("127.0.0.2", null);
                var door = Door.in(folder).allowingLoopback().open()) {
            origin.play(
                    "/", Parts.status(302, "Location: " + other.url("/") + "\nSet-Cookie: a=1\n"));
            other.serve("/", IMAGE);

            assertThat(body(door.downloads().fetch(origin.url("/")))).isEqualTo(IMAGE);
            assertThat(other.requests().getFirst().header("cookie")).isNull();
        }
    }

    @Test
    void standBesideTheOneOfTheSettings() throws InterruptedException {
        try (var origin = Origin.start();
                var door =
                        Door.in(folder)
                                .allowingLoopback()
                                .headers(
                                        "127.0.0.1:" + origin.port(),
                                        Map.of(
                                                "Cookie",
                                                "key=k",
                                                "Referer",
                                                "https://shop.example/"))
                                .open()) {
            origin.play("/", Parts.status(302, "Location: /b\nSet-Cookie: a=1\n"));
            origin.serve("/b", IMAGE);

            assertThat(body(door.downloads().fetch(origin.url("/")))).isEqualTo(IMAGE);
            var asked = origin.requests().getLast();
            assertThat(asked.header("cookie")).isEqualTo("key=k; a=1");
            assertThat(asked.header("referer")).isEqualTo("https://shop.example/");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            textBlock =
                    """
                    a=1                               | http://shop.example/x/b.jpg     | a=1
                    a=1                               | http://shop.example/y/b.jpg     | none
                    a=1; path=/                       | http://shop.example/y/b.jpg     | a=1
                    a=1; path=/x                      | http://shop.example/xy          | none
                    a=1; PATH=/x/                     | http://shop.example/x/y         | a=1
                    a=1; path=/                       | http://cdn.shop.example/        | none
                    a=1; path=/; domain=.shop.example | http://cdn.shop.example/        | a=1
                    a=1; path=/; domain=shop.example  | http://cdn.shop.example/        | a=1
                    a=1; path=/; domain=other.example | http://other.example/           | none
                    a=1; path=/; domain=example       | http://other.example/           | none
                    a=1; path=/; domain=hop.example   | http://hop.example/             | none
                    a=1; path=/; secure               | http://shop.example/            | none
                    a=1; path=/; Secure               | https://shop.example/           | a=1
                    a=1; path=/; max-age=0            | http://shop.example/            | none
                    a=1; path=/; max-age=60           | http://shop.example/            | a=1
                    a=1=2; path=/; HttpOnly; Partitioned | http://shop.example/         | a=1=2
                    a=; path=/                        | http://shop.example/            | a=
                    no pair; path=/                   | http://shop.example/            | none
                    =1; path=/                        | http://shop.example/            | none
                    """)
    void goWhereTheyBelong(String cookie, String to, String sent) {
        var cookies = new Cookies();
        cookies.take(url("http://shop.example/x/a.jpg"), List.of(cookie));

        assertThat(cookies.header(url(to))).isEqualTo(sent);
    }

    @Test
    void aLaterOneReplacesAnEarlierOneAndEndsIt() {
        var cookies = new Cookies();
        var at = url("http://shop.example/");

        cookies.take(at, List.of("a=1", "b=2", "a=3"));
        assertThat(cookies.header(at)).isEqualTo("b=2; a=3");
        cookies.take(at, List.of("b=; Max-Age=0"));
        assertThat(cookies.header(at)).isEqualTo("a=3");
        for (int i = 0; i < 100; i++) {
            cookies.take(at, List.of("n" + i + "=1", "x".repeat(5000) + "=1"));
        }
        assertThat(cookies.header(at)).doesNotContain("n60", "xx").contains("n40=1");
    }
}
