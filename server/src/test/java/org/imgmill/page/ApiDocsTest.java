package org.imgmill.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The documentation that people click works from this server alone, under a policy that would stop
/// anything else.
class ApiDocsTest {

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
    void swaggerUiShowsTheApiAndTriesIt() {
        visit(
                "/docs",
                page -> {
                    assertThat(page.locator(".info .title")).containsText("imgmill");
                    assertThat(page.locator(".opblock-tag[data-tag='image-processor']"))
                            .isVisible();
                    page.locator("#operations-Batches-listBatches .opblock-summary").click();
                    page.locator("#operations-Batches-listBatches .try-out__btn").click();
                    page.locator("#operations-Batches-listBatches .execute").click();
                    assertThat(
                                    page.locator(
                                            "#operations-Batches-listBatches .live-responses-table .response .response-col_status"))
                            .containsText("200");
                });
    }

    @Test
    void redocShowsTheApi() {
        visit(
                "/redoc",
                page -> {
                    assertThat(page.locator("h1").first()).containsText("imgmill");
                    assertThat(page.locator("[id='tag/Batches/operation/createBatch'] h2"))
                            .containsText("Hand a catalogue in");
                    assertThat(page.locator("li[data-item-id='tag/image-processor']")).isVisible();
                });
    }

    @Test
    void aProblemsLinkLeadsToWhatItMeans() {
        visit(
                "/docs/problems#invalid_catalogue",
                page -> {
                    assertThat(page.locator("dt:target")).containsText("invalid_catalogue");
                    page.locator("a[href='/docs']").click();
                    assertThat(page.locator(".info .title")).containsText("imgmill");
                });
    }

    private static void visit(String path, Consumer<Page> look) {
        var asked = new ArrayList<String>();
        var complaints = new ArrayList<String>();
        try (var page = browser.open("about:blank")) {
            page.onRequest(request -> asked.add(request.url()));
            page.onConsoleMessage(
                    message -> {
                        if (message.type().equals("error")) {
                            complaints.add(message.text());
                        }
                    });
            page.onPageError(complaints::add);
            var answer = page.navigate(server.url(path));
            assertThat(answer.headers().get("content-security-policy"))
                    .contains("default-src 'none'", "script-src 'self';");
            look.accept(page);
        }
        assertThat(complaints).isEqualTo(List.of());
        assertThat(asked)
                .isNotEmpty()
                .allMatch(url -> url.startsWith(server.url("/")) || url.startsWith("data:"));
    }
}
