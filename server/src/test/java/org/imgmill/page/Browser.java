package org.imgmill.page;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// A headless Chromium of this machine, and people's ways with the page.
public final class Browser implements AutoCloseable {

    private static final List<String> FLAGS =
            List.of(
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync");
    private static final double PATIENCE_MS = 30_000;

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;

    private Browser(Path executable) {
        playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        chromium =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(executable)
                                        .setArgs(FLAGS));
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
    }

    /// Skips the calling tests where no Chromium is installed.
    public static Browser start() {
        var executable = find();
        Assumptions.assumeTrue(
                executable.isPresent(), "no Chromium on this machine (apt-get install chromium)");
        return new Browser(executable.orElseThrow());
    }

    private static Optional<Path> find() {
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .map(name -> Path.of("/usr/bin", name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    public Page open(String url) {
        return open(url, 1440, ColorScheme.LIGHT);
    }

    /// A visit by someone new, in a window of this width.
    Page open(String url, int width, ColorScheme scheme) {
        return open(url, width, scheme, "en-US");
    }

    /// Someone who reads this language.
    Page open(String url, int width, ColorScheme scheme, String language) {
        var page =
                chromium.newPage(
                        new com.microsoft.playwright.Browser.NewPageOptions()
                                .setViewportSize(width, 900)
                                .setColorScheme(scheme)
                                .setLocale(language));
        page.setDefaultTimeout(PATIENCE_MS);
        page.navigate(url);
        return page;
    }

    static void choose(Page page, String name, String content) {
        choose(page, name, content.getBytes(StandardCharsets.UTF_8));
    }

    static void choose(Page page, String name, byte[] content) {
        page.locator("#file")
                .setInputFiles(new FilePayload(name, "application/octet-stream", content));
    }

    static Locator button(Page page, String text) {
        return page.locator("button, a.btn, summary")
                .filter(new Locator.FilterOptions().setHasText(text))
                .first();
    }

    /// The state of the batch, as the page words it.
    static Locator state(Page page) {
        return page.locator(".headline .pill");
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }
}
