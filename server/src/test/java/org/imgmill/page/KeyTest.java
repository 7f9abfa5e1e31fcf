package org.imgmill.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.imgmill.auth.Keyed;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Pictures;
import org.junit.jupiter.api.Test;

/// The page of a server that asks for keys.
class KeyTest {

    @Test
    void aKeyIsAskedForOnceAndThenThePageWorksAsEver() throws IOException {
        var key = Keyed.key("read", "write");
        try (var browser = Browser.start();
                var origin = Origin.start();
                var page = browser.open(Keyed.server().url("/"))) {
            origin.serve("/p", Pictures.jpeg(64, 64));
            assertThat(page.getByLabel("API key")).isVisible();
            assertThat(Axe.findings(page)).isEmpty();
            page.getByLabel("API key").fill("im_wrong");
            Browser.button(page, "Use this key").click();
            assertThat(page.locator("#key-hint")).containsText("not accepted");
            assertThat(Axe.findings(page)).isEmpty();
            page.getByLabel("API key").fill(key);
            Browser.button(page, "Use this key").click();
            assertThat(page.locator("dialog")).hasCount(0);

            Browser.choose(
                    page,
                    "cups.csv",
                    "S. No.,Product Name,Input Image Urls\n1,Cup,%s\n".formatted(origin.url("/p")));
            Browser.button(page, "Compress 1 image").click();

            assertThat(Browser.state(page)).hasText("Finished");
            assertThat(page.locator(".key .s")).hasText("1 stored");
        }
    }
}
