package org.imgmill.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.Test;

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
    void whoHasAnOutputAlreadyIsToldSo() {
        var url = output();
        var etag = server.getBytes(url).headers().firstValue("etag").orElseThrow();

        assertThat(ask(url, "If-None-Match", etag).statusCode()).isEqualTo(304);
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

    private HttpResponse<String> ask(String url, String header, String value) {
        return server.send(HttpRequest.newBuilder(URI.create(url)).header(header, value).build());
    }
}
