package org.imgmill.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imgmill.fetch.DownloadsTest.IMAGE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.imgmill.origin.Origin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTest {

    @TempDir Path folder;

    @Test
    void theExampleOfTheReadmeDownloads() throws Exception {
        try (var origin = Origin.start()) {
            origin.serve("/a.jpg", IMAGE);

            assertThat(example(origin.url("/a.jpg"), "127.0.0.1"))
                    .isEqualTo(IMAGE.length + " bytes");
            assertThat(example(origin.url("/b.jpg"), "127.0.0.1"))
                    .isEqualTo("The server answered 404");
            assertThat(example(origin.url("/a.jpg"), "10.0.0.0/8"))
                    .isEqualTo("127.0.0.1:" + origin.port() + " is not a public address");
        }
    }

    @Test
    void theExampleOfTheReadmeIsTheOneThatRuns() throws IOException {
        assertThat(lines(Path.of("README.md"), "```java", "```"))
                .isEqualTo(
                        lines(
                                        Path.of("src/test/java/org/imgmill/fetch/ReadmeTest.java"),
                                        "// README {",
                                        "// }")
                                .replace(".allow(Cidr.of(allowed))", ""));
    }

    private String example(String url, String allowed) throws InterruptedException {
        // README {
        var settings =
                FetchSettings.builder()
                        .maxBytes(10 << 20)
                        .userAgent("shop/1.0")
                        .allow(Cidr.of(allowed))
                        .build();
        try (var fetch = Fetch.open(settings, folder)) {
            return switch (fetch.downloads().fetch(url)) {
                case Download.Complete(var body) -> body.bytes().length + " bytes";
                case Download.HttpStatus(var status, var retryAfter) ->
                        "The server answered " + status;
                case Unreached.Blocked(var authority) -> authority + " is not a public address";
                case Unreached.TimedOut(var why) -> "The server " + why;
                case Download other -> other.toString();
            };
        }
        // }
    }

    /// What stands between two lines, without white space: lines are broken where they are too
    /// long.
    private static String lines(Path file, String from, String to) throws IOException {
        var lines = Files.readAllLines(file).stream().map(String::strip).toList();
        int start = lines.indexOf(from) + 1;
        int end = start + lines.subList(start, lines.size()).indexOf(to);
        return String.join("", lines.subList(start, end)).replaceAll("\\s", "");
    }
}
