package org.imgmill.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

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
                    page.locator("main a[href='/docs']").click();
                    assertThat(page.locator(".info .title")).containsText("imgmill");
                });
    }

    @ParameterizedTest
    @CsvSource({
        "/docs, .opblock, 1440, LIGHT",
        "/docs, .opblock, 1440, DARK",
        "/redoc, h1, 1440, LIGHT",
        "/redoc, h1, 1440, DARK",
        "/docs/problems, dt, 1440, LIGHT",
        "/docs/problems, dt, 1440, DARK",
        "/docs/problems, dt, 360, LIGHT"
    })
    void everyDocumentHasAWayBackAndPassesAxe(
            String path, String shown, int width, ColorScheme scheme) throws IOException {
        try (var page = browser.open(server.url(path), width, scheme)) {
            assertThat(page.locator(shown).first()).isVisible();
            page.screenshot(
                    new Page.ScreenshotOptions()
                            .setPath(
                                    Path.of(
                                            "target/screens/%s-%d-%s.png"
                                                    .formatted(
                                                            path.substring(1).replace('/', '-'),
                                                            width,
                                                            scheme)
                                                    .toLowerCase(Locale.ROOT))));
            assertThat(Axe.findings(page)).isEmpty();
            page.locator("header .brand").click();
            assertThat(page.locator("h1")).containsText("Drop a catalogue");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void anOperationThatIsTriedOutPassesAxe(ColorScheme scheme) throws IOException {
        var operation = "#operations-Batches-listBatches ";
        try (var page = browser.open(server.url("/docs"), 1440, scheme)) {
            page.locator(operation + ".opblock-summary").click();
            page.locator(operation + ".try-out__btn").click();
            page.locator(operation + ".execute").click();
            assertThat(page.locator(operation + ".live-responses-table")).isVisible();
            page.locator(operation)
                    .screenshot(
                            new Locator.ScreenshotOptions()
                                    .setPath(
                                            Path.of(
                                                    "target/screens/docs-tried-%s.png"
                                                            .formatted(scheme))));

            assertThat(Axe.findings(page)).isEmpty();
        }
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
