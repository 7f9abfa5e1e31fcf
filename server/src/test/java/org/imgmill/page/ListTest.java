package org.imgmill.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Form;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The batches so far: found, opened by their id, and cleared away.
class ListTest {

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

    private static String batch(String name) {
        var csv = "S. No.,Product Name,Input Image Urls\n1,Mug,%s\n".formatted(origin.url("/p"));
        var answer = server.send(new Form().file("file", name, csv), "/v1/batches");
        var id = Server.json(answer.body()).get("id").asString();
        server.awaitEnd(id);
        return id;
    }

    private static Locator row(Page page, String name) {
        return page.locator(".list .batch", new Page.LocatorOptions().setHasText(name));
    }

    @Test
    void aRequestIdLeadsToItsBatch() {
        var id = batch("by-id.csv");
        try (var page = browser.open(server.url("/"))) {
            page.locator("#goto").fill("no such id");
            page.locator("#goto").press("Enter");
            assertThat(page.locator("#goto-hint")).hasText("No batch has this id.");
            page.locator("#goto").fill("  " + id + " ");
            page.locator("#goto").press("Enter");

            assertThat(page.locator("h1")).hasText("by-id.csv");
        }
    }

    @Test
    void batchesAreFoundByNameAndTheSearchSurvivesAReload() {
        batch("needle-7.csv");
        batch("haystack.csv");
        try (var page = browser.open(server.url("/"))) {
            page.locator(".batches input[type=search]").fill("needle-7");
            assertThat(page.locator(".list .batch")).hasCount(1);
            page.reload();
            assertThat(page.locator(".list .batch")).hasCount(1);
            assertThat(row(page, "needle-7.csv")).isVisible();
        }
    }

    @Test
    void aPageOfALongListIsANumberAway() throws IOException {
        var name = UUID.randomUUID() + "-%02d.csv";
        for (int i = 1; i <= 41; i++) {
            var csv =
                    "S. No.,Product Name,Input Image Urls\n1,Mug,%s\n".formatted(origin.url("/p"));
            server.send(new Form().file("file", name.formatted(i), csv), "/v1/batches");
        }
        var list = "/v1/batches?q=" + name.substring(0, 36);
        var last = Server.json(server.get(list + "&skip=40&total=true").body());
        assertThat(last.get("total").asInt()).isEqualTo(41);
        assertThat(last.at("/data/0/name").asString()).isEqualTo(name.formatted(1));
        assertThat(last.get("data").size()).isEqualTo(1);
        assertThat(Server.json(server.get(list).body()).get("total").isNull()).isTrue();
        assertThat(server.get(list + "&skip=-1").statusCode()).isEqualTo(400);

        try (var page = browser.open(server.url("/?q=" + name.substring(0, 36)))) {
            var pager = page.locator(".batches .pager");
            assertThat(pager).containsText("1 to 20 of 41, newest first");
            var number = pager.getByLabel("Page");
            number.fill("3");
            number.press("Enter");
            assertThat(pager).containsText("41 to 41 of 41");
            assertThat(row(page, name.formatted(1))).isVisible();
            page.screenshot(
                    new Page.ScreenshotOptions()
                            .setFullPage(true)
                            .setPath(Path.of("target/screens/list-page-3.png")));
            assertThat(Axe.findings(page)).isEmpty();
            page.setViewportSize(360, 800);
            assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .isEqualTo(true);
            page.screenshot(
                    new Page.ScreenshotOptions()
                            .setFullPage(true)
                            .setPath(Path.of("target/screens/list-page-3-360.png")));
            page.setViewportSize(1440, 900);
            row(page, name.formatted(1)).locator(".pick").check();
            page.locator(".bulk .danger").click();
            page.locator("dialog button[value=yes]").click();

            assertThat(pager).containsText("21 to 40 of 40");
            Browser.button(page, "Newer").click();
            assertThat(row(page, name.formatted(41))).isVisible();
        }
    }

    @Test
    void tickedBatchesAreDeletedTogetherAfterAQuestion() {
        batch("away-1.csv");
        batch("away-2.csv");
        batch("stays.csv");
        try (var page = browser.open(server.url("/"))) {
            row(page, "away-1.csv").locator(".pick").check();
            row(page, "away-2.csv").locator(".pick").check();
            assertThat(page.locator(".bulk b")).hasText("2 selected");
            page.locator(".bulk .danger").click();
            assertThat(page.locator("dialog h2")).hasText("Delete 2 batches?");
            page.locator("dialog button[value=yes]").click();

            assertThat(row(page, "away-1.csv")).hasCount(0);
            assertThat(row(page, "away-2.csv")).hasCount(0);
            assertThat(row(page, "stays.csv")).isVisible();
        }
    }

    @Test
    void theMenuOfABatchWorksByKeyboard() {
        batch("keys.csv");
        try (var page = browser.open(server.url("/"))) {
            var menu = row(page, "keys.csv").locator("summary");
            menu.focus();
            menu.press("Enter");
            page.keyboard().press("ArrowDown");
            assertThat(row(page, "keys.csv").locator(".menu li > *").first()).isFocused();
            page.keyboard().press("Escape");
            assertThat(menu).isFocused();
            menu.press("Enter");
            page.keyboard().press("ArrowDown");
            page.keyboard().press("Enter");

            assertThat(page.locator("h1")).hasText("keys.csv");
        }
    }

    @Test
    void anUnknownBatchIsSaidToBeUnknown() {
        try (var page = browser.open(server.url("/batches/nowhere"))) {
            assertThat(page.locator(".void")).containsText("No batch has this id");
        }
    }
}
