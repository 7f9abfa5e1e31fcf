package org.imgmill.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.imgmill.origin.Origin;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.Test;

/// Who was told that a batch ended.
class DeliveriesTest {

    @Test
    void aDeliveryIsShownWithItsTriesItsSecretOnceAndIsMadeAgain() {
        try (var browser = Browser.start();
                var origin = Origin.start();
                var page = browser.open(Server.shared().url("/"))) {
            origin.serve("/p", Pictures.jpeg(64, 64)).serve("/hook", new byte[0]);
            Browser.choose(
                    page,
                    "told.csv",
                    "S. No.,Product Name,Input Image Urls\n1,Mug,%s\n".formatted(origin.url("/p")));
            page.locator("#hook").fill(origin.url("/hook"));
            Browser.button(page, "Compress 1 image").click();

            assertThat(page.locator(".secret")).containsText("whsec_");
            assertThat(page.locator(".hooks li").first()).containsText("delivered");
            assertThat(page.locator(".hooks b").first())
                    .hasText("127.0.0.1:" + origin.port() + "/hook");
            Browser.button(page, "Redeliver").click();
            assertThat(page.locator(".hooks .tries")).hasCount(2);
            page.reload();
            assertThat(page.locator(".hooks .tries")).hasCount(2);
            assertThat(page.locator(".secret")).hasCount(0);
            assertThat(origin.requests("/hook")).hasSize(2);
        }
    }
}
