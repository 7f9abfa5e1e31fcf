package org.imgmill.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The page of a batch says what changed since the run before, and what checks found.
class ChangesOnPageTest {

    private static final String HEADER = "S. No.,Product Name,Input Image Urls\n";

    private static Browser browser;
    private static Origin origin;

    @BeforeAll
    static void start() {
        browser = Browser.start();
        origin = Origin.start().serve("/a.jpg", Pictures.jpeg(80, 60));
        origin.serve("/b.jpg", Pictures.jpeg(60, 60));
        Server.shared().postJson("/v1/catalogues", "{\"name\": \"spring\"}");
    }

    @AfterAll
    static void stop() {
        origin.close();
        browser.close();
    }

    private static String upload(String... paths) {
        var csv = new StringBuilder(HEADER);
        for (var path : paths) {
            csv.append("1,Mug,").append(origin.url(path)).append('\n');
        }
        return Server.shared().upload(csv.toString(), "catalogue", "spring");
    }

    @Test
    void whatChangedIsSaidSoonAfterTheEndWithALinkToTheFile() {
        Server.shared().awaitEnd(upload("/a.jpg"));
        var second = upload("/a.jpg", "/b.jpg");

        try (var page = browser.open(Server.shared().url("/batches/" + second))) {
            var said = page.locator(".hint.changes");
            assertThat(said)
                    .hasText(
                            "Run of spring, since the one before: 1 new, 1 unchanged. changes.csv All runs");
            assertThat(said.locator("a").first())
                    .hasAttribute("href", "/v1/batches/" + second + "/changes.csv");

            var checks = page.locator(".panel.checks");
            var tooSmall = checks.locator(".check", text("Too small"));
            assertThat(tooSmall.locator(".n")).hasText("2");
            assertThat(checks.locator(".check", text("Not square")).locator(".n")).hasText("1");
            checks.getByLabel("Marketplace").selectOption("ebay");
            assertThat(tooSmall.locator(".n"))
                    .hasAttribute(
                            "href",
                            "/v1/batches/"
                                    + second
                                    + "/checks.csv?marketplace=ebay&check=too_small");
        }
    }

    private static Locator.LocatorOptions text(String text) {
        return new Locator.LocatorOptions().setHasText(text);
    }
}
