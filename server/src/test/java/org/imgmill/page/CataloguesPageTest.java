package org.imgmill.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.SelectOption;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Eventually;
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
            assertThat(row.locator("p.small a"))
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

    /// A catalogue whose pictures were made smaller, of which one changed since.
    private static String withTwoRuns(String name) {
        var server = Server.shared();
        var made = server.postJson("/v1/catalogues", "{\"name\": \"%s\"}".formatted(name));
        if (made.statusCode() != 201) {
            return Server.json(server.get("/v1/catalogues/" + name).body()).get("id").asString();
        }
        for (int run = 0; run < 3; run++) {
            origin.serve("/b.jpg", Pictures.jpeg(640, 400 + run));
            var list =
                    "id,image\nA,%s\nB,%s\n".formatted(origin.url("/a.jpg"), origin.url("/b.jpg"));
            var id = server.run(list, "catalogue", name, "max_width", "100").get("id").asString();
            Eventually.until(
                    "what changed is counted",
                    () -> server.batch(id).at("/catalogue/changes").isObject());
        }
        return Server.json(made.body()).get("id").asString();
    }

    @Test
    void aCatalogueShowsItsRunsWhatEachChangedAndWhatIsSaved() {
        withTwoRuns("summer");
        try (var page = browser.open(Server.shared().url("/catalogues"))) {
            row(page, "summer").locator("a").first().click();
            assertThat(page.locator("h1")).hasText("summer");

            var runs = page.locator(".run");
            assertThat(runs).hasCount(3);
            assertThat(runs.nth(0)).containsText("1 changed, 1 unchanged. changes.csv");
            assertThat(runs.nth(2)).containsText("The first one: all of it is new.");
            assertThat(page.locator(".savings")).containsText("2 images in 2 runs");
            assertThat(page.locator(".savings svg[role=img]"))
                    .hasAttribute(
                            "aria-label",
                            Pattern.compile("^Bytes of 3 runs, before and after: .*"));
            assertThat(page.locator(".savings svg g")).hasCount(3);

            runs.nth(0).locator("a").first().click();
            assertThat(page.locator(".hint.changes")).containsText("1 changed, 1 unchanged");
            page.getByText("All runs").click();
            assertThat(page.locator("h1")).hasText("summer");
        }
    }

    @ParameterizedTest
    @CsvSource({"1440, LIGHT", "1440, DARK", "360, LIGHT"})
    void aCataloguesPageFitsItsWindowAndPassesAxe(int width, ColorScheme scheme)
            throws IOException {
        var id = withTwoRuns("summer");
        try (var page = browser.open(Server.shared().url("/catalogues/" + id), width, scheme)) {
            assertThat(page.locator(".run")).hasCount(3);
            look(page, "catalogue", width, scheme);
        }
    }

    @Test
    void aFileLikeOneOfACatalogueIsOfferedAsARunOfIt() {
        withTwoRuns("winter");
        var list = "id,image\nA,%s\nC,%s\n".formatted(origin.url("/a.jpg"), origin.url("/b.jpg"));
        try (var page = browser.open(Server.shared().url("/"))) {
            Browser.choose(page, "winter-2.csv", list);
            var offered = page.getByLabel("Run of the catalogue");
            assertThat(offered.locator("option").first()).hasText("None");
            offered.selectOption(new SelectOption().setLabel("winter"));
            assertThat(page.locator("#run-of-hint")).containsText("Only what changed");
            assertThat(page.getByLabel("Largest width in pixels")).hasValue("100");
            Browser.button(page, "Compress 2 images").click();

            assertThat(page.locator(".hint.changes"))
                    .containsText("Run of winter, since the one before: 2 unchanged");
        }
    }

    @Test
    void theRowsOfABatchRunAgainWithAnotherRecipe() {
        var list = "id,image\nA,%s\n".formatted(origin.url("/a.jpg"));
        var id = Server.shared().run(list, "quality", "31").get("id").asString();
        try (var page = browser.open(Server.shared().url("/batches/" + id))) {
            page.locator(".headline .actions summary").last().click();
            page.getByText("Run again with another recipe").click();
            assertThat(page.locator("main")).containsText("Its rows are here.");
            assertThat(page.locator("output[for=quality]")).hasText("31");
            page.getByText("WebP", new Page.GetByTextOptions().setExact(true)).click();
            Browser.button(page, "Compress 1 image").click();

            assertThat(Browser.state(page)).hasText("Finished");
            assertThat(page).not().hasURL(Pattern.compile(".*" + id));
            var path = URI.create(page.url()).getPath();
            var batch = Server.json(Server.shared().get("/v1" + path).body());
            assertThat(batch.at("/recipe/format").asString()).isEqualTo("webp");
            assertThat(batch.at("/recipe/quality").asInt()).isEqualTo(31);
        }
    }

    private static void look(Page page, String name, int width, ColorScheme scheme)
            throws IOException {
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(
                                Path.of(
                                        "target/screens/%s-%d-%s.png"
                                                .formatted(name, width, scheme)
                                                .toLowerCase(Locale.ROOT))));
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
        assertThat(Axe.findings(page)).isEmpty();
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
            look(page, "catalogues", width, scheme);
        }
    }
}
