package org.imgmill.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.util.Comparator.comparingLong;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What the page must never do, and how much it may weigh.
class SafetyTest {

    private static final String NAME = "<img src=x onerror=\"document.title='owned'\"><b>Mug</b>";
    private static final long FIRST_LOAD = 170_000;
    private static final Path STATIC = Path.of("src/main/resources/static");

    private static Browser browser;
    private static Server server;
    private static Origin origin;

    @BeforeAll
    static void start() {
        browser = Browser.start();
        server = Server.shared();
        origin = Origin.start();
        origin.serve("/p", Pictures.jpeg(64, 64));
    }

    @AfterAll
    static void stop() {
        origin.close();
        browser.close();
    }

    @Test
    void markupInNamesAndUrlsIsText() {
        var csv =
                "S. No.,Product Name,Input Image Urls\n1,\"%s\",%s\n2,Cup,javascript:document.title=1\n"
                        .formatted(NAME.replace("\"", "\"\""), origin.url("/p"));
        var id = server.run(csv).get("id").asString();
        var complaints = new ArrayList<String>();
        try (var page = browser.open(server.url("/"))) {
            page.onConsoleMessage(message -> complaints.add(message.text()));
            page.navigate(server.url("/batches/" + id));
            assertThat(page.locator(".tile .cap > .cut").first()).hasText(NAME);
            page.locator(".tile").first().click();
            assertThat(page.locator("#look-title")).hasText(NAME);
            page.locator(".look button[aria-label='Next image']").click();
            assertThat(page.locator(".look .address")).hasText("javascript:document.title=1");
            assertThat(page.locator(".look a.btn")).hasCount(0);
            assertThat(page.locator("img[src=x]")).hasCount(0);
            assertThat(page).hasTitle(Pattern.compile("products.csv"));
        }
        assertThat(complaints).noneMatch(text -> text.contains("Content Security Policy"));
    }

    @Test
    void nothingIsLoadedFromOtherHosts() {
        var id =
                server.run(
                                "S. No.,Product Name,Input Image Urls\n1,Mug,%s\n"
                                        .formatted(origin.url("/p")))
                        .get("id")
                        .asString();
        var asked = new ArrayList<String>();
        try (var page = browser.open("about:blank")) {
            page.onRequest(request -> asked.add(request.url()));
            page.navigate(server.url("/batches/" + id));
            page.locator(".tile").click();
            assertThat(page.locator(".look img")).hasCount(2);
            page.navigate(server.url("/"));
            assertThat(page.locator(".list .batch").first()).isVisible();
        }
        assertThat(asked).isNotEmpty().allMatch(url -> url.startsWith(server.url("/")));
    }

    @Test
    void everyViewComesUnderAPolicyWithoutInlineScriptOrStyle() {
        for (var path : List.of("/", "/preview", "/batches/some-id", "/page/js/app.js")) {
            var answer = server.get(path);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'none'", "script-src 'self';", "style-src 'self';")
                    .doesNotContain("unsafe");
        }
    }

    @Test
    void theFirstLoadIsLight() throws IOException {
        long bytes = packed("/");
        var links = new ArrayList<>(references());
        try (var texts = Files.list(STATIC.resolve("page/text"))) {
            links.add(
                    "/page/text/"
                            + texts.max(comparingLong(SafetyTest::size))
                                    .orElseThrow()
                                    .getFileName());
        }
        for (var link : links) {
            bytes += packed(link);
        }
        try (var pictures = Files.list(STATIC.resolve("page/img"))) {
            for (var picture : pictures.toList()) {
                bytes += Files.size(picture);
            }
        }
        System.out.println("first load, compressed: " + bytes + " bytes");
        assertThat(links).hasSizeGreaterThan(10);
        assertThat(bytes).isLessThan(FIRST_LOAD);
    }

    @Test
    void everyModuleIsPreloadedSoThatNoneWaitsForAnother() throws IOException {
        try (var files = Files.walk(STATIC.resolve("page/js"))) {
            var modules =
                    files.filter(file -> file.toString().endsWith(".js"))
                            .map(file -> "/" + STATIC.relativize(file))
                            .toList();
            assertThat(references()).containsAll(modules);
        }
    }

    private static List<String> references() {
        return Pattern.compile("(?:href|src)=\"(/page/[^\"]+\\.(?:js|css))\"")
                .matcher(server.get("/").body())
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    private static long size(Path file) {
        return file.toFile().length();
    }

    private static long packed(String path) {
        var request =
                HttpRequest.newBuilder(URI.create(server.url(path)))
                        .header("Accept-Encoding", "gzip")
                        .build();
        var answer = server.send(request, BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body().length;
    }
}
