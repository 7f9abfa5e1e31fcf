package org.imgmill.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.imgmill.auth.Keyed;
import org.imgmill.testing.RawHttp;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An address that leads nowhere is a page to people and a problem to programs.
class LostPageTest {

    private static final String BROWSER =
            "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    private static String ask(Server server, String line, String accept) {
        return RawHttp.ask(server, line, "Host: localhost", accept, "Connection: close");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nosuch", "/batches/a/b", "/page/js/nosuch.js", "/docs/nosuch"})
    void peopleAreShownThePage(String path) {
        assertThat(ask(Server.shared(), "GET " + path, BROWSER))
                .startsWith("HTTP/1.1 404")
                .contains("Content-Security-Policy: default-src 'none'", "<main id=\"main\"")
                .doesNotContain("problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Accept: application/json", "Accept: */*", "Accept: image/avif,*/*"})
    void programsAreToldTheProblem(String accept) {
        assertThat(ask(Server.shared(), "GET /nosuch", accept))
                .startsWith("HTTP/1.1 404")
                .contains("application/problem+json", "\"not_found\"");
        assertThat(ask(Server.shared(), "POST /nosuch", BROWSER))
                .startsWith("HTTP/1.1 4")
                .contains("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/nosuch", "/v1/batches/nosuch", "/actuator/nosuch", "/api/nosuch"})
    void anApiAnswersInItsOwnWordsWhoeverAsks(String path) {
        assertThat(ask(Server.shared(), "GET " + path, BROWSER))
                .startsWith("HTTP/1.1 404")
                .contains("json")
                .doesNotContain("<main");
    }

    @Test
    void withoutAKeyItSaysNoMore() {
        assertThat(ask(Keyed.server(), "GET /nosuch", BROWSER))
                .startsWith("HTTP/1.1 401")
                .contains("<main id=\"main\"");
        assertThat(ask(Keyed.server(), "GET /v1/batches", BROWSER))
                .startsWith("HTTP/1.1 401")
                .contains("application/problem+json");
    }

    @Test
    void thePageKnowsTheWayBack() throws IOException {
        try (var browser = Browser.start();
                var page = browser.open(Server.shared().url("/nosuch"))) {
            assertThat(page.locator("h1")).hasText("There is nothing at this address");
            assertThat(Axe.findings(page)).isEmpty();
            page.locator("main a.btn").click();
            assertThat(page.locator("h1")).containsText("Drop a catalogue");
        }
    }
}
