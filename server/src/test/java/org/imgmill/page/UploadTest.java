package org.imgmill.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From a file to a finished batch, as a person does it.
class UploadTest {

    private static final String HEADER = "S. No.,Product Name,Input Image Urls,Colour\n";

    private static Browser browser;
    private static Server server;
    private static Origin origin;

    @BeforeAll
    static void start() {
        browser = Browser.start();
        server = Server.shared();
        origin = Origin.start();
        origin.serve("/mug.jpg", Pictures.jpeg(600, 400));
        origin.serve("/bowl.png", Pictures.png(300, 300));
    }

    @AfterAll
    static void stop() {
        origin.close();
        browser.close();
    }

    @Test
    void aCatalogueBecomesAFinishedCsvWithTheLinksInOneMoreColumn() throws IOException {
        try (var page = browser.open(server.url("/"))) {
            Browser.choose(
                    page,
                    "kitchen.csv",
                    HEADER
                            + "1,Mug,%s,oat\n2,Bowl,%s,blue\n"
                                    .formatted(origin.url("/mug.jpg"), origin.url("/bowl.png")));
            assertThat(page.locator("h1")).hasText("kitchen.csv");
            assertThat(page.locator(".counts")).containsText("Images2");
            assertThat(page.locator(".measure .verdict")).containsText("smaller");
            Browser.button(page, "Compress 2 images").click();

            assertThat(Browser.state(page)).hasText("Finished");
            assertThat(page).hasTitle("Finished · kitchen.csv · imgmill");
            assertThat(page.locator(".tile img")).hasCount(2);
            var download = page.waitForDownload(() -> Browser.button(page, "Download CSV").click());
            assertThat(download.suggestedFilename()).isEqualTo("kitchen-results.csv");
            assertThat(Files.readString(download.path(), StandardCharsets.UTF_8))
                    .startsWith("S. No.,Product Name,Input Image Urls,Colour,Output Image Urls")
                    .contains(server.url("/files/"));
        }
    }

    @Test
    void aFileLetGoOverThePageIsRead() {
        try (var page = browser.open(server.url("/"))) {
            var csv = HEADER + "1,Mug,%s,oat\n".formatted(origin.url("/mug.jpg"));
            var dropped =
                    page.evaluateHandle(
                            "text => { const all = new DataTransfer(); all.items.add(new File([text], 'dropped.csv')); return all; }",
                            csv);
            page.dispatchEvent(".drop", "dragover", java.util.Map.of("dataTransfer", dropped));
            assertThat(page.locator(".drop h2")).hasText("Let go to read it");
            page.dispatchEvent(".drop", "drop", java.util.Map.of("dataTransfer", dropped));

            assertThat(page.locator("h1")).hasText("dropped.csv");
        }
    }

    @Test
    void aBadRowIsShownBetweenItsNeighboursAndCanBeLeftOut() {
        var mug = origin.url("/mug.jpg");
        try (var page = browser.open(server.url("/"))) {
            Browser.choose(
                    page,
                    "bad.csv",
                    HEADER
                            + "1,Mug,%s,oat\nA-2,Cup,%s,red,spilt\n3,Jug,%s,tan\n"
                                    .formatted(mug, mug, mug));
            assertThat(page.locator("#bad-title")).hasText("1 row cannot be read");
            assertThat(page.locator(".why")).containsText("Line 3: The row has 5 cells");
            assertThat(page.locator(".sheet tbody th")).hasText(new String[] {"2", "3", "4"});
            Browser.button(page, "Start without the bad row").click();

            assertThat(Browser.state(page)).containsText("Finished");
            assertThat(page.locator(".tile img")).hasCount(2);
        }
    }

    @Test
    void whatIsNoCatalogueIsRefusedInWords() {
        try (var page = browser.open(server.url("/"))) {
            Browser.choose(page, "list.pdf", "%PDF-1.7");
            assertThat(page.locator(".drop.refused h2")).hasText("This is a PDF, not a catalogue");
        }
    }

    @Test
    void aFolderOfPicturesIsShownMeasuredSentAndCompressed(@TempDir Path folder)
            throws IOException {
        var shop = Files.createDirectories(folder.resolve("shop/front"));
        Files.write(shop.resolve("mug.jpg"), Pictures.jpeg(600, 400));
        Files.write(folder.resolve("shop/bowl.png"), Pictures.png(300, 300));
        Files.writeString(folder.resolve("shop/notes.txt"), "no picture");
        try (var page = browser.open(server.url("/"))) {
            page.locator("#folder").setInputFiles(folder.resolve("shop"));
            assertThat(page.locator("h1")).hasText("shop");
            assertThat(page.locator(".counts")).containsText("Pictures2");
            assertThat(page.locator(".note")).containsText("1 file is no picture and stays out");
            assertThat(page.locator(".measure .verdict")).containsText("smaller");
            Browser.button(page, "Compress 2 images").click();

            assertThat(Browser.state(page)).hasText("Finished");
            assertThat(page.locator(".tile img")).hasCount(2);
            assertThat(page.locator(".tile").first()).containsText("bowl.png");
            page.locator(".tile").first().click();
            assertThat(page.locator("dialog.look .stage img")).hasCount(2);
        }
    }

    @Test
    void ofSeveralCataloguesEachIsNamedAndOneIsChosen() {
        try (var page = browser.open(server.url("/"))) {
            var csv = HEADER + "1,Mug,%s,oat\n".formatted(origin.url("/mug.jpg"));
            page.locator("#file")
                    .setInputFiles(
                            new FilePayload[] {
                                new FilePayload(
                                        "spring.csv",
                                        "text/csv",
                                        csv.getBytes(StandardCharsets.UTF_8)),
                                new FilePayload(
                                        "autumn.csv",
                                        "text/csv",
                                        csv.getBytes(StandardCharsets.UTF_8))
                            });
            assertThat(page.locator("#drop-title")).hasText("2 files, one batch each");
            assertThat(page.locator(".drop li"))
                    .hasText(
                            new Pattern[] {
                                Pattern.compile("spring.csv"), Pattern.compile("autumn.csv")
                            });
            page.locator(".drop li button").last().click();

            assertThat(page.locator("h1")).hasText("autumn.csv");

            page.locator("#nav-batches").click();
            assertThat(page.locator("#drop-title")).hasText("1 file, one batch each");
            page.locator(".drop li button").click();
            assertThat(page.locator("h1")).hasText("spring.csv");
            page.locator("#nav-batches").click();
            assertThat(page.locator("#drop-title")).containsText("Drop a CSV");
        }
    }

    @Test
    void aFileThatIsNotUnderstoodLeadsToSayingWhatIsWhat() {
        try (var page = browser.open(server.url("/"))) {
            Browser.choose(page, "notes.csv", "just,some\nwords,here\n");

            assertThat(page.locator(".columns [role=alert]"))
                    .containsText("No column holds addresses");
            assertThat(page.locator(".columns select[aria-label^='What column']")).hasCount(2);
        }
    }

    @Test
    void aGuessThatIsNotSureWaitsForOneClickAndIsRememberedForTheSameHeader() {
        var csv = "item no,left,right\nA-1,%1$s,%1$s\n".formatted(origin.url("/mug.jpg"));
        try (var page = browser.open(server.url("/"))) {
            Browser.choose(page, "pair.csv", csv);
            assertThat(page.locator(".columns [role=alert]")).containsText("Is this right?");
            assertThat(Browser.button(page, "Compress 2 images")).isDisabled();
            var yes = Browser.button(page, "Yes, take these");
            assertThat(yes)
                    .not()
                    .hasCSS(
                            "background-color",
                            String.valueOf(yes.evaluate("b => getComputedStyle(b).color")));
            assertThat(yes).hasCSS("color", "rgb(255, 255, 255)");
            assertThat(yes)
                    .not()
                    .hasCSS(
                            "background-color",
                            Pattern.compile("rgba\\(255, 255, 255.*|rgba\\(0, 0, 0, 0\\)"));

            page.locator("select[aria-label='What column 3, right, holds']").selectOption("");
            assertThat(page.locator(".columns [role=alert]")).hasCount(0);
            Browser.button(page, "Compress 1 image").click();
            assertThat(Browser.state(page)).containsText("Finished");

            page.navigate(server.url("/"));
            Browser.choose(page, "pair.csv", csv);
            assertThat(Browser.button(page, "Compress 1 image")).isEnabled();
        }
    }

    @Test
    void theSampleIsMeasuredAtTheQualityChosen() {
        try (var page = browser.open(server.url("/"))) {
            Browser.choose(
                    page, "one.csv", HEADER + "1,Mug,%s,oat\n".formatted(origin.url("/mug.jpg")));
            var after = page.locator(".measure .weigh b");
            assertThat(after).hasText(Pattern.compile("kB"));
            var atFifty = after.textContent();
            page.locator("#quality").fill("10");

            assertThat(page.locator("output")).hasText("10");
            assertThat(after).not().hasText(atFifty);
            assertThat(page.locator(".measure img")).hasCount(2);
        }
    }

    @Test
    void theSampleCatalogueRunsInOneClick() {
        try (var page = browser.open(server.url("/"))) {
            Browser.button(page, "Try the sample catalogue").click();

            assertThat(Browser.state(page)).containsText("Finished");
            assertThat(page.locator(".big")).containsText("saved");
            assertThat(page.locator(".tile").first()).containsText("Breakfast set");
        }
    }

    @Test
    void aReloadedPreviewAsksForTheFileAgain() {
        try (Page page = browser.open(server.url("/preview"))) {
            assertThat(page.locator("#drop-title")).hasText("Drop a CSV or Excel file here");
        }
    }
}
