package org.imgmill.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilesTest {

    private final Server server = Server.shared();

    @Test
    void anOutputIsServedAsWhatItIsAndAsNothingElse() {
        var output = server.getBytes(output());

        assertThat(output.headers().firstValue("content-type")).contains("image/jpeg");
        assertThat(output.headers().firstValue("x-content-type-options")).contains("nosniff");
        assertThat(output.headers().firstValue("content-security-policy").orElse(""))
                .contains("default-src 'none'");
        assertThat(output.headers().firstValue("cache-control").orElse(""))
                .contains("immutable")
                .contains("max-age=31536000");
    }

    @Test
    void aRangeOfAnOutputIsServedAlone() {
        var url = output();
        var whole = server.getBytes(url).body();

        var part = ask(url, "Range", "bytes=10-19");

        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.headers().firstValue("content-range"))
                .contains("bytes 10-19/" + whole.length);
        assertThat(part.headers().firstValue("content-length")).contains("10");
    }

    @Test
    void aPartIsGivenOnlyOfTheFileThatTheClientHas() {
        var url = output();
        var whole = server.getBytes(url);
        var etag = whole.headers().firstValue("etag").orElseThrow();
        var modified = whole.headers().firstValue("last-modified").orElseThrow();

        for (var same : new String[] {etag, modified}) {
            assertThat(ask(url, "Range", "bytes=0-9", "If-Range", same).statusCode())
                    .isEqualTo(206);
        }
        for (var other :
                new String[] {
                    "\"other\"", "W/" + etag, "Thu, 01 Jan 2015 00:00:00 GMT", "nothing"
                }) {
            var all = ask(url, "Range", "bytes=0-9", "If-Range", other);
            assertThat(all.statusCode()).as(other).isEqualTo(200);
            assertThat(all.headers().firstValue("content-length"))
                    .contains(Integer.toString(whole.body().length));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"items=0-9", "bytes=x-y", "bytes=9-1", "nothing"})
    void aRangeThatMeansNothingIsLeftOutOfAccount(String range) {
        assertThat(ask(output(), "Range", range).statusCode()).isEqualTo(200);
    }

    @Test
    void aRangeBehindTheEndIsRefusedWithoutABody() {
        var url = output();
        int length = server.getBytes(url).body().length;

        var refused = ask(url, "Range", "bytes=%d-".formatted(length));

        assertThat(refused.statusCode()).isEqualTo(416);
        assertThat(refused.headers().firstValue("content-range")).contains("bytes */" + length);
        assertThat(refused.headers().firstValue("content-length").orElse("0")).isEqualTo("0");
    }

    @Test
    void pagesOfEverySiteMayReadAnOutput() {
        var url = output();

        assertThat(server.getBytes(url).headers().allValues("access-control-allow-origin"))
                .containsExactly("*");
        assertThat(
                        ask(url, "Origin", "https://shop.example")
                                .headers()
                                .allValues("access-control-allow-origin"))
                .containsExactly("*");
    }

    @Test
    void whoHasAnOutputAlreadyIsToldSo() {
        var url = output();
        var etag = server.getBytes(url).headers().firstValue("etag").orElseThrow();

        var known = ask(url, "If-None-Match", etag);
        assertThat(known.statusCode()).isEqualTo(304);
        assertThat(known.headers().firstValue("cache-control").orElse("")).contains("immutable");
        assertThat(known.headers().allValues("etag")).containsExactly(etag);
        assertThat(ask(url, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
    }

    @Test
    void whatIsNoKeyOfOursReachesNoFile() {
        for (var path :
                new String[] {
                    "/files/../application.properties/x",
                    "/files/%2e%2e/node-id",
                    "/files/a/b.jpg",
                    "/files/arriving/1",
                    "/files/"
                }) {
            assertThat(server.get(path).statusCode()).as(path).isIn(400, 404);
        }
    }

    private String output() {
        try (var origin = Origin.start()) {
            origin.serve("/a.jpg", Pictures.jpeg(160, 120));
            var batch =
                    server.run(
                            "S. No.,Product Name,Input Image Urls\n1,Mug,"
                                    + origin.url("/a.jpg")
                                    + "\n");
            return Server.json(server.get(batch.at("/links/images").asString()).body())
                    .at("/data/0/output_url")
                    .asString();
        }
    }

    private HttpResponse<String> ask(String url, String... headers) {
        return server.send(HttpRequest.newBuilder(URI.create(url)).headers(headers).build());
    }
}
