package org.imgmill.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.regex.Pattern;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The look that was found for an image stands beside its size, and images can be listed by it.
class FoundLookTest {

    private static Browser browser;
    private static Origin origin;
    private static String batch;

    @BeforeAll
    static void run() {
        browser = Browser.start();
        origin = Origin.start();
        origin.serve("/mug.jpg", Pictures.jpeg(400, 300, 0.95f));
        origin.serve("/vase.jpg", Pictures.jpeg(320, 240, 0.95f));
        batch =
                Server.shared()
                        .run(
                                "S. No.,Product Name,Input Image Urls\n1,Mug,%s\n2,Vase,%s\n"
                                        .formatted(origin.url("/mug.jpg"), origin.url("/vase.jpg")),
                                "look",
                                "60")
                        .get("id")
                        .asString();
    }

    @AfterAll
    static void stop() {
        origin.close();
        browser.close();
    }

    @Test
    void aTileAndTheLookAtAnImageSayIt() {
        try (var page = browser.open(Server.shared().url("/batches/" + batch))) {
            assertThat(page.locator(".tile .meta").first())
                    .containsText(Pattern.compile("(5[7-9]|6[0-3])"));
            page.locator(".tile").first().click();
            assertThat(page.locator(".look .fig").filter(withLabel())).isVisible();
        }
    }

    private static com.microsoft.playwright.Locator.FilterOptions withLabel() {
        return new com.microsoft.playwright.Locator.FilterOptions().setHasText("Look");
    }

    @Test
    void theWorstLookingComeFirstWhereThatIsAskedFor() {
        try (var page = browser.open(Server.shared().url("/batches/" + batch))) {
            var order = page.locator("select[aria-label='Order of the images']");
            for (String sort : new String[] {"look", "saved"}) {
                order.selectOption(sort);
                assertThat(page).hasURL(Pattern.compile("sort=" + sort));
                assertThat(page.locator(".tile")).hasCount(2);
            }
            order.selectOption("");
            assertThat(page.locator(".tile").first()).containsText("Mug");
        }
    }
}
