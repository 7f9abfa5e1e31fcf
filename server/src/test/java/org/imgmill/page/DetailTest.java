package org.imgmill.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What is known of an image beyond its code is on the page.
class DetailTest {

    private static final String HEIC = "HEIC (HEVC) is not supported. Export it as JPEG or PNG.";
    private static final String WARNING =
            "The checksum of its pixels is wrong. Export the picture again.";

    private static Browser browser;
    private static Origin origin;
    private static String batch;

    @BeforeAll
    static void run() throws IOException {
        browser = Browser.start();
        origin = Origin.start();
        origin.serve(
                "/odd.png",
                Files.readAllBytes(Path.of("../transcode/src/test/looks/zlib-checksum-wrong.png")));
        origin.serve(
                "/phone.heic",
                "\0\0\0\u0018ftypheic\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1));
        batch =
                Server.shared()
                        .run(
                                "S. No.,Product Name,Input Image Urls\n1,Mug,%s\n2,Vase,%s\n"
                                        .formatted(
                                                origin.url("/odd.png"), origin.url("/phone.heic")))
                        .get("id")
                        .asString();
    }

    @AfterAll
    static void stop() {
        origin.close();
        browser.close();
    }

    @Test
    void theLookAtAnImageSaysWhatWasWrongWithIt() {
        try (var page = browser.open(Server.shared().url("/batches/" + batch))) {
            page.locator(".tile").first().click();
            assertThat(page.locator(".look .detail")).hasText(WARNING);
            page.locator(".look button[aria-label='Next image']").click();
            assertThat(page.locator(".look .void")).containsText(HEIC);
        }
    }

    @Test
    void theListOfFailuresSaysWhatWasWrongAtTheHost() {
        try (var page = browser.open(Server.shared().url("/batches/" + batch))) {
            assertThat(page.locator("#failures .hosts li").first()).containsText(HEIC);
        }
    }
}
