package org.imgmill.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A batch while it runs and after; its origin hands out a picture for each permit.
///
/// Long: one browser and one origin are steered through a batch's whole life.
class WatchTest {

    private static final String HEADER = "S. No.,Product Name,Input Image Urls\n";
    private static final int IMAGES = 40;
    private static final String MOVES =
            """
            () => {
              window.moved = [];
              new PerformanceObserver(list => list.getEntries().forEach(entry => window.moved.push(entry.value)))
                .observe({ type: "layout-shift", buffered: false });
            }
            """;

    private static Browser browser;
    private static Server server;

    private final Semaphore permits = new Semaphore(0);
    private Origin origin;

    @BeforeAll
    static void start() {
        browser = Browser.start();
        server = Server.shared();
    }

    @AfterAll
    static void stop() {
        browser.close();
    }

    @BeforeEach
    void serve() {
        var photo = Pictures.jpeg(320, 240);
        origin = Origin.start();
        for (int i = 0; i < IMAGES; i++) {
            origin.play(
                    "/" + i,
                    (_, reply) -> {
                        permits.acquire();
                        reply.respond(200, "", photo);
                    });
        }
    }

    @AfterEach
    void close() {
        permits.release(1000);
        origin.close();
    }

    private String upload() {
        var csv = new StringBuilder(HEADER);
        for (int i = 0; i < IMAGES; i++) {
            csv.append("%d,Cup %d,%s\n".formatted(i + 1, i + 1, origin.url("/" + i)));
        }
        return server.upload(csv.toString());
    }

    private Page watch(String id) {
        return browser.open(server.url("/batches/" + id));
    }

    @Test
    void aRunningBatchIsPausedResumedAndCancelled() {
        try (var page = watch(upload())) {
            assertThat(Browser.state(page)).hasText("Processing");
            permits.release(5);
            assertThat(page.locator(".key .s")).hasText(Pattern.compile("[1-9]\\d* stored"));
            Browser.button(page, "Pause").click();
            assertThat(Browser.state(page)).hasText("Paused");
            Browser.button(page, "Resume").click();
            assertThat(Browser.state(page)).hasText("Processing");
            Browser.button(page, "Cancel").click();
            assertThat(page.locator("dialog")).containsText("will not be fetched");
            assertThat(page.locator("dialog button[value=no]")).isFocused();
            page.locator("dialog button[value=yes]").click();

            assertThat(Browser.state(page)).hasText("Cancelled");
        }
    }

    @Test
    void progressComesByItselfAndEndsInAClearState() {
        try (var page = watch(upload())) {
            permits.release(IMAGES / 2);
            assertThat(page.locator(".key .s")).hasText(IMAGES / 2 + " stored");
            assertThat(page.locator("[role=progressbar]"))
                    .hasAttribute("aria-valuetext", "20 of 40 images, 0 of them failed");
            assertThat(page).hasTitle("50% · products.csv · imgmill");
            permits.release(IMAGES);

            assertThat(Browser.state(page)).hasText("Finished");
            assertThat(page.locator(".big")).containsText("saved");
            assertThat(page.locator("#spoken")).hasText("Finished");
            assertThat(page.locator("#live")).hasText("");
        }
    }

    @Test
    void aReloadInTheMiddleShowsTheSameBatchGoingOn() {
        try (var page = watch(upload())) {
            permits.release(10);
            assertThat(page.locator(".key .s")).hasText("10 stored");
            page.reload();
            assertThat(page.locator(".key .s")).hasText("10 stored");
            assertThat(page.locator("#live")).hasText("Live");
            permits.release(IMAGES);

            assertThat(Browser.state(page)).hasText("Finished");
        }
    }

    @Test
    void imagesThatWereListedBeforeTheEndAreListedAgainWhereTheBatchIsFirstSeenEnded() {
        var id = upload();
        var waiting = server.get("/v1/batches/" + id + "/products?limit=12").body();
        permits.release(IMAGES);
        server.awaitEnd(id);
        try (var page = browser.open(server.url("/"))) {
            var lists = new AtomicInteger();
            page.route(
                    url -> url.contains("/products"),
                    route -> {
                        if (lists.getAndIncrement() > 0) {
                            route.resume();
                        } else {
                            route.fulfill(
                                    new Route.FulfillOptions()
                                            .setContentType("application/json")
                                            .setBody(waiting));
                        }
                    });
            page.navigate(server.url("/batches/" + id));

            assertThat(page.locator(".tile img")).hasCount(12);
            assertThat(lists).hasValue(2);
        }
    }

    @Test
    void nothingMovesWhileProgressRuns() {
        try (var page = watch(upload())) {
            permits.release(1);
            assertThat(page.locator(".key .s")).hasText("1 stored");
            assertThat(page.locator(".tile").first()).isVisible();
            page.evaluate(MOVES);
            for (int done = 1; done < 9; done++) {
                permits.release(1);
                assertThat(page.locator(".key .s")).hasText(done + 1 + " stored");
            }

            var moved = (Number) page.evaluate("window.moved.reduce((a, b) => a + b, 0)");
            assertThat(moved.doubleValue()).isLessThan(0.01);
        }
    }

    @Test
    void theDownloadDisarmsFormulasAndSaysSo() throws IOException {
        origin.serve("/a", Pictures.jpeg(64, 48));
        var id =
                server.run(HEADER + "1,=1+1,%s\n".formatted(origin.url("/a"))).get("id").asString();
        try (var page = watch(id)) {
            var download = page.getByText("Download safe CSV");
            assertThat(download)
                    .hasAttribute(
                            "title",
                            "1 cell would run as a formula in a spreadsheet; this file has an apostrophe before it.");

            var file = page.waitForDownload(download::click);

            assertThat(Files.readString(file.path())).contains("1,'=1+1,http");
            page.getByLabel("More").click();
            var asItCame =
                    page.waitForDownload(
                            page.getByText("Results with cells as they came, CSV")::click);
            assertThat(Files.readString(asItCame.path())).contains("1,=1+1,http");
        }
    }

    @Test
    void theDownloadOfACatalogueWithoutFormulasIsPlain() {
        origin.serve("/a", Pictures.jpeg(64, 48));
        var id = server.run(HEADER + "1,Mug,%s\n".formatted(origin.url("/a"))).get("id").asString();
        try (var page = watch(id)) {
            assertThat(page.getByText("Download CSV"))
                    .hasAttribute("href", "/v1/batches/" + id + "/results.csv");
        }
    }

    @Test
    void failedImagesAreTriedAgain() {
        var id =
                server.run(HEADER + "1,Mug,%s\n2,Bowl,%s\n".formatted(gone("/a"), gone("/b")))
                        .get("id")
                        .asString();
        try (var page = watch(id)) {
            assertThat(Browser.state(page)).hasText("Failed");
            assertThat(page.locator(".fail")).containsText("Answered with an error");
            assertThat(page.locator(".fail .hosts")).containsText("127.0.0.1:" + origin.port());
            assertThat(page.locator(".tile .no").first()).hasText("404");
            var photo = Pictures.jpeg(200, 200);
            origin.serve("/a", photo).serve("/b", photo);
            Browser.button(page, "Retry all 2").click();

            assertThat(Browser.state(page)).hasText("Finished");
            assertThat(page.locator(".tile img")).hasCount(2);
        }
    }

    private String gone(String path) {
        return origin.url(path);
    }

    @Test
    void anImageOpensBeforeAndAfterUnderOneSlider() {
        var photo = Pictures.jpeg(640, 480);
        origin.serve("/p", photo);
        var id = server.run(HEADER + "1,Mug,%s\n".formatted(origin.url("/p"))).get("id").asString();
        try (var page = watch(id)) {
            page.locator(".tile").click();
            var slider = page.locator(".look input[type=range]");
            assertThat(slider).isFocused();
            assertThat(slider).hasAttribute("aria-valuetext", "50% before");
            slider.press("End");
            assertThat(slider).hasAttribute("aria-valuetext", "100% before");
            assertThat(page.locator(".look footer")).containsText("640 × 480");
            assertThat(page.locator(".look .tag.left")).containsText("Before, ");
            page.waitForFunction(
                    "() => [...document.querySelectorAll('.look img')].every(i => i.naturalWidth === 640)");
            page.keyboard().press("Escape");
            assertThat(page.locator("dialog")).hasCount(0);
            assertThat(page.locator(".tile")).isFocused();
        }
    }

    @Test
    void imagesAreFoundByNameAndFilteredByEnding() {
        origin.serve("/p", Pictures.jpeg(64, 64));
        var id =
                server.run(
                                HEADER
                                        + "1,Red mug,%s\n2,Blue bowl,%s\n"
                                                .formatted(origin.url("/p"), gone("/gone")))
                        .get("id")
                        .asString();
        try (var page = watch(id)) {
            assertThat(page.locator(".tile")).hasCount(2);
            page.locator(".gallery .seg button", named("Failed")).click();
            assertThat(page.locator(".tile")).hasText(new Pattern[] {Pattern.compile("Blue bowl")});
            page.locator(".gallery .seg button", named("All")).click();
            page.locator(".gallery input").fill("red");
            assertThat(page.locator(".tile")).hasText(new Pattern[] {Pattern.compile("Red mug")});
            page.locator(".gallery input").fill("lampe");
            assertThat(page.locator(".gallery .void")).containsText("Nothing matches “lampe”");
        }
    }

    private static Page.LocatorOptions named(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }
}
