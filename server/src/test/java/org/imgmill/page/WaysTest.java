package org.imgmill.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Form;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The ways about a batch: from a reason to its images, to a row, and on with what was left.
class WaysTest {

    private static final String HEADER = "S. No.,Product Name,Input Image Urls\n";

    private static Browser browser;
    private static Server server;

    @BeforeAll
    static void start() {
        browser = Browser.start();
        server = Server.shared();
    }

    @AfterAll
    static void stop() {
        browser.close();
    }

    @Test
    void aReasonLeadsToTheImagesThatFailedForIt() {
        var rows = new StringBuilder(HEADER);
        for (int i = 1; i <= 30; i++) {
            rows.append("%d,Mug %d,javascript:%d\n".formatted(i, i, i));
        }
        rows.append("31,Vase,http://nosuch.invalid/vase.jpg\n");
        var id = server.run(rows.toString()).get("id").asString();
        try (var page = browser.open(server.url("/batches/" + id))) {
            var reason = page.locator(".fail").filter(hasText("nosuch.invalid"));
            reason.locator("button").filter(hasText("Show this image")).click();

            assertThat(page.locator(".tile")).hasCount(1);
            assertThat(page.locator(".tile")).containsText("Vase");
            assertThat(page).hasURL(Pattern.compile(".*code=dns.*"));
            page.reload();
            assertThat(page.locator(".tile")).hasCount(1);
            page.getByLabel("Show all failed images").click();
            assertThat(page.locator(".tile")).hasCount(12);
        }
    }

    @Test
    void aRowIsAStepAwayInFilteredListsToo() {
        var rows = new StringBuilder(HEADER);
        for (int i = 1; i <= 60; i++) {
            rows.append("%d,%s %d,javascript:%d\n".formatted(i, i % 2 == 0 ? "Vase" : "Mug", i, i));
        }
        var id = server.run(rows.toString()).get("id").asString();
        try (var page = browser.open(server.url("/batches/" + id))) {
            jumpTo(page, "41");
            assertThat(page.locator(".tile").first()).containsText("Mug 41");
            assertThat(page.locator(".gallery .pager")).containsText("rows 41 to 52");
            Browser.button(page, "Previous").click();
            assertThat(page.locator(".tile").first()).containsText("Mug 1");

            page.locator(".gallery .seg button").filter(hasText("Failed")).click();
            assertThat(page).hasURL(Pattern.compile(".*show=failed.*"));
            jumpTo(page, "31");
            assertThat(page.locator(".gallery .pager")).containsText("rows 31 to 42");

            page.getByLabel("Find an image").fill("mug");
            assertThat(page.locator(".gallery .pager")).containsText("rows 1 to 23");
            jumpTo(page, "42");
            assertThat(page.locator(".tile").first()).containsText("Mug 43");
            assertThat(page.locator(".gallery .pager")).containsText("rows 43 to 59");
            jumpTo(page, "60");
            assertThat(page.locator(".gallery .void")).containsText("No such image from row 60 on");
            Browser.button(page, "Show from the first row").click();
            assertThat(page.locator(".tile").first()).containsText("Mug 1");

            page.getByLabel("Find an image").fill("mug 2");
            assertThat(page.locator(".tile")).hasCount(5);
            assertThat(page.getByLabel("Row")).hasCount(0);
        }
    }

    private static void jumpTo(Page page, String row) {
        page.getByLabel("Row").fill(row);
        Browser.button(page, "Go").click();
    }

    @Test
    void whatACancelledBatchDidNotFetchIsFetchedOnDemand() {
        try (var origin = Origin.start()) {
            var gate = new AtomicBoolean();
            var urls = new ArrayList<String>();
            for (int i = 0; i < 3; i++) {
                var path = "/%d.jpg".formatted(i);
                byte[] picture = Pictures.jpeg(64, 48);
                origin.play(
                        path,
                        (_, reply) -> {
                            if (gate.get()) {
                                reply.respond(200, "Content-Type: image/jpeg\n", picture);
                            } else {
                                reply.respond(503, "Retry-After: 3\n", new byte[0]);
                            }
                        });
                urls.add(origin.url(path));
            }
            var csv = HEADER + "1,Mug,\"" + String.join(",", urls) + "\"\n";
            var id =
                    Server.json(
                                    server.send(
                                                    new Form().file("file", "a.csv", csv),
                                                    "/v1/batches")
                                            .body())
                            .get("id")
                            .asString();
            server.steer(id, "cancel");
            server.awaitEnd(id);
            gate.set(true);
            try (var page = browser.open(server.url("/batches/" + id))) {
                assertThat(Browser.state(page)).hasText("Cancelled");
                Browser.button(page, "Fetch the remaining 3").click();
                assertThat(Browser.state(page)).hasText("Finished");
                assertThat(page.locator(".key .s")).hasText("3 stored");
            }
        }
    }

    @Test
    void whatIsWaitedForIsSaidAndUntilWhen() {
        try (var origin = Origin.start()) {
            origin.play(
                    "/a.jpg", (_, reply) -> reply.respond(503, "Retry-After: 600\n", new byte[0]));
            var csv = HEADER + "1,Mug,%s\n".formatted(origin.url("/a.jpg"));
            var id = server.upload(csv);
            try (var page = browser.open(server.url("/batches/" + id))) {
                assertThat(page.locator(".lead-figure .aside"))
                        .hasText(
                                Pattern.compile(
                                        "Waiting for 127\\.0\\.0\\.1:\\d+ until \\d\\d:\\d\\d"));
            }
            server.steer(id, "cancel");
        }
    }

    private static Locator.FilterOptions hasText(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }
}
