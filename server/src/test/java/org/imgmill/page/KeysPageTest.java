package org.imgmill.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.imgmill.auth.Keyed;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who is signed in, and what admins do with keys.
class KeysPageTest {

    private static Browser browser;

    @BeforeAll
    static void start() {
        browser = Browser.start();
    }

    @AfterAll
    static void stop() {
        browser.close();
    }

    private static Page signedIn(String key, String path, int width, ColorScheme scheme) {
        var page = browser.open(Keyed.server().url(path), width, scheme);
        page.getByLabel("API key").fill(key);
        Browser.button(page, "Use this key").click();
        assertThat(page.locator("dialog")).hasCount(0);
        return page;
    }

    @Test
    void anAdminMakesAKeyLimitsItSeesWhatItHasAndRevokesIt() throws IOException {
        try (var page = signedIn(Keyed.ADMIN, "/", 1440, ColorScheme.LIGHT)) {
            page.locator("summary.who").click();
            page.locator("#who li button").first().click();
            assertThat(page.locator("h1")).hasText("Keys");
            assertThat(page.locator(".keys > header"))
                    .containsText("Each key may have 4 uploads a minute, 6 images a day");

            page.getByLabel("Who or what is it for?").fill("webshop <b>");
            page.getByLabel("batches at work at a time").fill("3");
            Browser.button(page, "Make the key").click();
            var key = page.locator("code.secret").textContent();
            var row =
                    page.locator(".keyrow")
                            .filter(new Locator.FilterOptions().setHasText(key.substring(0, 6)));
            assertThat(row).containsText("webshop <b>");
            assertThat(row).containsText("Read, Write");
            assertThat(row).containsText("0 of 3 batches at work");
            assertThat(row).containsText("0 of 6 images today");
            assertThat(Keyed.get(key, "/v1/batches").statusCode()).isEqualTo(200);

            row.getByText("Limits").click();
            assertThat(page.locator("dialog")).containsText("Limits of webshop <b>");
            page.locator("dialog").getByLabel("images a day").fill("500");
            page.locator("dialog").getByLabel("uploads a minute").fill("0");
            assertThat(Axe.findings(page)).isEmpty();
            page.screenshot(
                    new Page.ScreenshotOptions()
                            .setPath(Path.of("target/screens/keys-limits.png")));
            Browser.button(page, "Set the limits").click();
            assertThat(row).containsText("0 of 500 images today");
            assertThat(row).not().containsText("this minute");

            row.locator("button.danger").click();
            page.locator("dialog button.danger").click();
            assertThat(row).containsText("Revoked");
        }
    }

    @Test
    void whoeverSignsOutIsAskedForAKeyAgain() {
        try (var page = signedIn(Keyed.key("read"), "/", 1440, ColorScheme.LIGHT)) {
            page.locator("summary.who").click();
            assertThat(page.locator("summary.who")).hasText("test");
            assertThat(page.locator("#who li")).hasCount(1);
            page.locator("#who li button").click();
            assertThat(page.getByLabel("API key")).isVisible();
            assertThat(page.locator("summary.who")).hasCount(0);
        }
    }

    @Test
    void theKeysAreNobodysButAnAdmins() {
        try (var page = signedIn(Keyed.key("read"), "/keys", 1440, ColorScheme.LIGHT)) {
            assertThat(page.locator("main")).containsText("Only an admin sees the keys");
        }
    }

    @ParameterizedTest
    @CsvSource({"1440, LIGHT", "1440, DARK", "360, LIGHT"})
    void thePageOfKeysFitsItsWindowAndPassesAxe(int width, ColorScheme scheme) throws IOException {
        try (var page = signedIn(Keyed.ADMIN, "/keys", width, scheme)) {
            assertThat(page.locator(".keyrow").first()).isVisible();
            page.screenshot(
                    new Page.ScreenshotOptions()
                            .setFullPage(true)
                            .setPath(
                                    Path.of(
                                            "target/screens/keys-%d-%s.png"
                                                    .formatted(width, scheme)
                                                    .toLowerCase(Locale.ROOT))));
            assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .isEqualTo(true);
            assertThat(Axe.findings(page)).isEmpty();
        }
    }
}
