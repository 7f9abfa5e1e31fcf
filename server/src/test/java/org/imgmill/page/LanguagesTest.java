package org.imgmill.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.regex.Pattern;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The page in the languages of those who open it; that no text is missing, a test of the scripts
/// says.
class LanguagesTest {

    private static final Path SCREENS = Path.of("target/screens");

    private static Browser browser;
    private static Server server;
    private static String csv;
    private static String done;

    @BeforeAll
    static void start() {
        browser = Browser.start();
        server = Server.shared();
        csv = server.get("/samples/products.csv").body();
        done = server.run(csv).get("id").asString();
    }

    @AfterAll
    static void stop() {
        browser.close();
    }

    private static Page open(String language, int width, String path) {
        return browser.open(server.url(path), width, ColorScheme.LIGHT, language);
    }

    @ParameterizedTest
    @CsvSource({
        "de-AT, de, 360, Katalog ablegen, Datei auswählen, Fertig, ',', gespart",
        "de, de, 1440, Katalog ablegen, Datei auswählen, Fertig, ',', gespart",
        "ja, ja, 1440, カタログをドロップ, ファイルを選択, 完了, '.', 削減"
    })
    void everyPageSpeaksTheLanguageOfItsReaderAndFitsTheWindow(
            String reader,
            String language,
            int width,
            String heading,
            String button,
            String state,
            String point,
            String saved) {
        var asked = new ArrayList<String>();
        try (var page = open(reader, width, "/docs")) {
            page.onRequest(request -> asked.add(request.url()));
            page.navigate(server.url("/"));
            assertThat(page.locator("html")).hasAttribute("lang", language);
            assertThat(page.locator("h1")).containsText(heading);
            assertThat(Browser.button(page, button)).isVisible();
            assertThat(page.locator(".list .batch").first()).isVisible();
            fits(page, "home", language, width);

            Browser.choose(page, "list.csv", csv);
            assertThat(page.locator(".measure .verdict b")).isVisible();
            page.locator(".recipe details summary").click();
            page.locator(".estimate button").click();
            assertThat(page.locator(".estimate dl")).isVisible();
            fits(page, "preview", language, width);

            page.navigate(server.url("/batches/" + done));
            assertThat(Browser.state(page)).containsText(state);
            assertThat(page).hasTitle(Pattern.compile(state + ".* · products.csv · imgmill"));
            assertThat(page.locator(".big"))
                    .hasText(Pattern.compile("\\d[%s]\\d+\\s[kM]B %s".formatted(point, saved)));
            assertThat(page.locator(".tile img").first()).isVisible();
            fits(page, "batch", language, width);

            for (var path : new String[] {"catalogues", "keys"}) {
                page.navigate(server.url("/" + path));
                assertThat(page.locator("form h2")).isVisible();
                fits(page, path, language, width);
            }
        }
        assertThat(asked)
                .filteredOn(url -> url.contains("/page/text/"))
                .isNotEmpty()
                .allMatch(url -> url.endsWith("/page/text/" + language + ".js"));
    }

    @Test
    void whoeverChoosesALanguageKeepsIt() {
        try (var page = open("tlh", 1440, "/")) {
            assertThat(page.locator("h1")).containsText("Drop a catalogue");
            page.locator("#language").selectOption("de");
            assertThat(page.locator("h1")).containsText("Katalog ablegen");
            page.navigate(server.url("/catalogues"));
            assertThat(page.locator("h1")).hasText("Kataloge");
            assertThat(page.locator("#language")).hasValue("de");
        }
    }

    private static void fits(Page page, String state, String language, int width) {
        var file = "%s-%s-%d.png".formatted(state, language, width);
        page.screenshot(
                new Page.ScreenshotOptions().setFullPage(true).setPath(SCREENS.resolve(file)));
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .as(file)
                .isEqualTo(true);
    }
}
