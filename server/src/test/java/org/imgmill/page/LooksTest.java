package org.imgmill.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Form;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The main states as people see them: photographed to target/screens, fit for every width, and
/// clean under axe.
class LooksTest {

    private static final Path SCREENS = Path.of("target/screens");
    private static final Path SAMPLES = Path.of("../samples");
    private static final String HEADER = "S. No.,Product Name,Input Image Urls,Colour\n";
    private static final String PAINT_ALL =
            """
            () => Promise.all([...document.images].map(image => {
              image.loading = "eager";
              return image.decode();
            }))
            """;

    private static Browser browser;
    private static Server server;
    private static Origin origin;
    private static String done;
    private static String running;

    @BeforeAll
    static void start() throws IOException {
        browser = Browser.start();
        server = Server.shared();
        origin = Origin.start();
        done = upload("spring-homeware.csv", server.get("/samples/products.csv").body());
        server.awaitEnd(done);
        running = upload("autumn-catalogue.csv", half());
    }

    /// Half of its pictures come, one is missing, the rest never answers.
    private static String half() throws IOException {
        var csv = new StringBuilder(HEADER);
        var names = List.of("mug", "vase", "carafe", "plates", "stool", "bowls", "lamp", "candle");
        for (int i = 0; i < 16; i++) {
            var name = names.get(i % 8);
            var path = "/" + i + "/" + name + ".jpg";
            csv.append("%d,\"%s, %d\",%s,oak\n".formatted(i + 1, name, i + 1, origin.url(path)));
            if (i >= 9) {
                origin.play(path, (_, reply) -> reply.hold());
            } else if (i != 4) {
                origin.serve(path, Files.readAllBytes(SAMPLES.resolve(name + "-front.jpg")));
            }
        }
        return csv.toString();
    }

    private static String upload(String name, String csv) {
        var answer = server.send(new Form().file("file", name, csv), "/v1/batches");
        return Server.json(answer.body()).get("id").asString();
    }

    @AfterAll
    static void stop() {
        server.post("/v1/batches/" + running + "/cancel");
        origin.close();
        browser.close();
    }

    @ParameterizedTest
    @CsvSource({"1600, LIGHT", "1440, DARK", "360, LIGHT", "360, DARK"})
    void everyMainStateFitsItsWindowAndPassesAxe(int width, ColorScheme scheme) throws IOException {
        try (var page = browser.open(server.url("/"), width, scheme)) {
            assertThat(page.locator(".list .batch").first()).isVisible();
            judge(page, "home", width, scheme);

            Browser.choose(page, "autumn-catalogue.csv", bad());
            assertThat(page.locator(".measure .verdict")).containsText("smaller");
            judge(page, "preview", width, scheme);

            page.navigate(server.url("/batches/" + running));
            assertThat(page.locator(".key .s")).hasText("8 stored");
            assertThat(page.locator(".tile img")).hasCount(8);
            judge(page, "running", width, scheme);

            page.navigate(server.url("/batches/" + done));
            assertThat(page.locator(".tile img").first()).isVisible();
            judge(page, "done", width, scheme);

            page.locator(".tile").first().click();
            page.waitForFunction(
                    "() => [...document.querySelectorAll('.look img')].every(i => i.naturalWidth)");
            judge(page, "look", width, scheme);
        }
    }

    private static String bad() {
        var csv = new StringBuilder(HEADER);
        for (int i = 1; i <= 30; i++) {
            csv.append(
                    "%s,%s,%s,petrol\n"
                            .formatted(
                                    i == 16 ? "A-16" : i,
                                    i == 24 ? "" : "Carafe " + i,
                                    server.url("/samples/carafe-front.jpg")));
        }
        return csv.toString();
    }

    private static void judge(Page page, String state, int width, ColorScheme scheme)
            throws IOException {
        page.evaluate(PAINT_ALL);
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setFullPage(!state.equals("look"))
                        .setPath(
                                SCREENS.resolve(
                                        "%s-%d-%s.png"
                                                .formatted(state, width, scheme)
                                                .toLowerCase(java.util.Locale.ROOT))));
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .as("%s fits %d px", state, width)
                .isEqualTo(true);
        assertThat(Axe.findings(page)).as(state).isEmpty();
    }
}
