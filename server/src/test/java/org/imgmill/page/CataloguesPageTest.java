package org.imgmill.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Catalogues that come again, made, run, paused and deleted on the page.
class CataloguesPageTest {

    private static Browser browser;
    private static Origin origin;

    @BeforeAll
    static void start() {
        browser = Browser.start();
        origin = Origin.start().serve("/a.jpg", Pictures.jpeg(80, 60));
        var list = "id,image\nA-1," + origin.url("/a.jpg") + "\n";
        origin.serve("/list.csv", list.getBytes(StandardCharsets.UTF_8));
    }

    @AfterAll
    static void stop() {
        origin.close();
        browser.close();
    }

    private static Locator row(Page page, String name) {
        return page.locator("[data-catalogue]")
                .filter(new Locator.FilterOptions().setHasText(name));
    }

    private static void choose(Locator row, String item) {
        row.locator("summary").click();
        row.locator("li button").filter(new Locator.FilterOptions().setHasText(item)).click();
    }

    @Test
    void aCatalogueIsMadeRunPausedAndDeletedOnItsPage() {
        try (var page = browser.open(Server.shared().url("/"))) {
            page.locator("nav a")
                    .filter(new Locator.FilterOptions().setHasText("Catalogues"))
                    .click();
            assertThat(page.locator("h1")).hasText("Catalogues");
            page.getByLabel("Name").fill("shop <i>window");
            page.getByLabel("Where its list lies").fill(origin.url("/list.csv"));
            page.getByLabel("How often").selectOption("24h");
            Browser.button(page, "Make the catalogue").click();

            var row = row(page, "shop <i>window");
            assertThat(row).containsText("Fetched every 24 hours");
            assertThat(row).containsText("No run yet. Next:");
            row.locator("button", new Locator.LocatorOptions().setHasText("Run now")).click();
            assertThat(row.locator("p a"))
                    .hasText(
                            "First run of shop <i>window",
                            new LocatorAssertions.HasTextOptions().setTimeout(60_000));

            choose(row, "Pause the schedule");
            assertThat(row).containsText("Paused; fetched every 24 hours otherwise");
            choose(row, "Delete");
            page.locator("dialog button.danger").click();
            assertThat(row).hasCount(0);
        }
    }

    @Test
    void aListThatCannotBeFetchedSaysWhy() {
        try (var page = browser.open(Server.shared().url("/catalogues"))) {
            page.getByLabel("Name").fill("lost list");
            page.getByLabel("Where its list lies").fill(origin.url("/nothing.csv"));
            Browser.button(page, "Make the catalogue").click();
            var row = row(page, "lost list");
            row.locator("button", new Locator.LocatorOptions().setHasText("Run now")).click();

            assertThat(row.locator("p.bad"))
                    .containsText(
                            "404", new LocatorAssertions.ContainsTextOptions().setTimeout(30_000));
        }
    }

    @ParameterizedTest
    @CsvSource({"1440, LIGHT", "1440, DARK", "360, LIGHT"})
    void thePageFitsItsWindowAndPassesAxe(int width, ColorScheme scheme) throws IOException {
        Server.shared()
                .postJson(
                        "/v1/catalogues",
                        "{\"name\": \"autumn\", \"schedule\": \"30 3 * * *\", \"time_zone\": \"Europe/Berlin\", \"source_url\": \"http://shop.invalid/a/rather/long/path/to/products-of-the-whole-year.csv\"}");
        try (var page = browser.open(Server.shared().url("/catalogues"), width, scheme)) {
            assertThat(row(page, "autumn")).isVisible();
            page.screenshot(
                    new Page.ScreenshotOptions()
                            .setFullPage(true)
                            .setPath(
                                    Path.of(
                                            "target/screens/catalogues-%d-%s.png"
                                                    .formatted(width, scheme)
                                                    .toLowerCase(Locale.ROOT))));
            assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .isEqualTo(true);
            assertThat(Axe.findings(page)).isEmpty();
        }
    }
}
