package org.imgmill.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imgmill.fetch.DownloadsTest.body;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imgmill.origin.Origin;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every row of docs/origins.md, played to imgmill and to a browser.
@Timeout(120)
class AnswersTest {

    private static final Path CASES = Path.of("../../shared/cases/origin");
    private static final Path BROWSER = Path.of("/usr/bin/chromium");

    @TempDir Path folder;
    @AutoClose private final Origin origin = Origin.start();

    @BeforeEach
    void serveWhereRedirectsLead() {
        origin.serve("/ok", OddAnswer.picture());
    }

    static List<OddAnswer> answers() throws IOException {
        return OddAnswer.all();
    }

    @ParameterizedTest
    @MethodSource("answers")
    void isUnderstoodAsTheTableSays(OddAnswer answer) throws Exception {
        var bytes = answer.bytes();
        origin.play(
                "/",
                (_, reply) -> {
                    reply.send(bytes);
                    reply.closeAfter();
                });
        try (var door = Door.in(folder).allowingLoopback().open()) {
            assertThat(outcome(door.downloads().fetch(origin.url("/"))))
                    .isEqualTo(answer.imgmill());
        }
    }

    private static String outcome(Download ending) throws InterruptedException {
        return switch (ending) {
            case Download.Complete complete ->
                    Arrays.equals(body(complete), OddAnswer.picture()) ? "picture" : "other bytes";
            case Download.HttpStatus(var status, _) -> Integer.toString(status);
            case Download.Truncated(var why) -> why;
            case Download.Undecodable(var why) -> why;
            case Unreached.Garbled(var why) -> why;
            default -> ending.toString();
        };
    }

    @Test
    void isShownByABrowserAsTheTableSays() throws Exception {
        assumeTrue(Files.exists(BROWSER), "no Chromium here");
        var answers = answers();
        var page = new StringBuilder("<!doctype html>");
        for (int i = 0; i < answers.size(); i++) {
            var bytes = answers.get(i).bytes();
            origin.play(
                    "/" + i,
                    (_, reply) -> {
                        reply.send(bytes);
                        reply.closeAfter();
                    });
            page.append("<img src='/%d'>".formatted(i));
        }
        page.append(
                """
                <script>onload = () => document.body.append(
                    'widths:' + [...document.images].map(i => i.naturalWidth).join(',') + ';')
                </script>
                """);
        origin.play(
                "/page",
                (_, reply) ->
                        reply.respond(
                                200,
                                "Content-Type: text/html\nConnection: close\n",
                                page.toString().getBytes(StandardCharsets.UTF_8)));

        var widths =
                dumped(origin.url("/page")).split("widths:", 3)[2].split(";", 2)[0].split(",", -1);

        for (int i = 0; i < answers.size(); i++) {
            assertThat(widths[i].equals("0") ? "not" : "shown")
                    .as(answers.get(i).answer())
                    .isEqualTo(answers.get(i).chromium());
        }
    }

    private String dumped(String url) throws IOException, InterruptedException {
        Path out = folder.resolve("dom.html");
        Process chromium =
                new ProcessBuilder(
                                BROWSER.toString(),
                                "--headless",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--user-data-dir=" + folder.resolve("profile"),
                                "--virtual-time-budget=60000",
                                "--dump-dom",
                                url)
                        .redirectOutput(out.toFile())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        assertThat(chromium.waitFor()).isZero();
        return Files.readString(out);
    }

    @Test
    void theManualHasTheSameTable() throws IOException {
        var rows = answers().stream().map(AnswersTest::row).collect(Collectors.joining("\n"));

        assertThat(Files.readString(Path.of("../docs/origins.md"))).contains(rows);
    }

    private static String row(OddAnswer answer) {
        var ours = answer.imgmill();
        return "| %s | %s | %s |"
                .formatted(
                        answer.answer(),
                        answer.chromium().equals("shown") ? "shown" : "not shown",
                        ours.equals("picture")
                                ? "stored"
                                : ours.matches("[0-9]+") ? "status " + ours : ours);
    }

    /// Answers collected from hosts, sent as they lie.
    @Test
    void whatWasCollectedFromHostsIsStored() throws Exception {
        assumeTrue(Files.exists(CASES), CASES + " is not at hand");
        try (Stream<Path> files = Files.list(CASES);
                var door = Door.in(folder).allowingLoopback().open()) {
            for (Path file : files.filter(f -> f.toString().endsWith(".http")).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                origin.play(
                        "/case",
                        (_, reply) -> {
                            reply.send(bytes);
                            reply.closeAfter();
                        });
                assertThat(body(door.downloads().fetch(origin.url("/case"))))
                        .as(file.toString())
                        .startsWith(0xFF, 0xD8, 0xFF);
            }
        }
    }
}
