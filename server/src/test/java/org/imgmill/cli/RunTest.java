package org.imgmill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Eventually;
import org.imgmill.testing.Gate;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/// Long: one story, what a run does with whatever it is given, told by one launcher.
class RunTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path SAMPLES = Path.of("../samples").toAbsolutePath().normalize();

    @TempDir Path elsewhere;

    private final HttpServer origin =
            SimpleFileServer.createFileServer(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                    SAMPLES,
                    SimpleFileServer.OutputLevel.NONE);

    @BeforeEach
    void serveTheSamples() {
        origin.start();
    }

    @AfterEach
    void stopServing() {
        origin.stop(0);
    }

    @Test
    void theFolderHoldsTheResultsAndThePicturesTheyName() throws Exception {
        catalogue("serial_no,product_name,input_image_urls\n1,Mug," + url("mug-front.jpg") + "\n");

        var answer = run("--quality", "40", "--format=webp");

        assertThat(answer.output()).contains("1 of 1 images stored");
        assertThat(answer.status()).isZero();
        assertThat(elsewhere.resolve("out/shop-results.csv"))
                .content()
                .startsWith("serial_no,product_name,input_image_urls,output_image_urls")
                .contains("," + "images/1-0.webp");
        assertThat(Files.readAllBytes(elsewhere.resolve("out/images/1-0.webp")))
                .startsWith('R', 'I', 'F', 'F');
        assertThat(elsewhere.resolve("out/.imgmill")).isDirectory();

        assertThat(run("--once").status()).isZero();
        assertThat(elsewhere.resolve("out/.imgmill")).doesNotExist();
    }

    @Test
    void aFolderOfPicturesIsCompressedWithoutAList() throws Exception {
        var shop = Files.createDirectories(elsewhere.resolve("B\u00e4r/front"));
        Files.copy(SAMPLES.resolve("mug-front.jpg"), shop.resolve("gr\u00fcn.jpg"));
        Files.copy(SAMPLES.resolve("bowls-detail.webp"), shop.resolveSibling("bowls.webp"));
        Files.writeString(shop.resolve("notes.txt"), "no picture");

        var answer =
                Launcher.finish(new Launcher(elsewhere).command("run", "B\u00e4r", "--out", "out"));

        assertThat(answer.output()).contains("2 of 2 images stored");
        assertThat(answer.status()).isZero();
        assertThat(elsewhere.resolve("out/B\u00e4r-results.csv"))
                .content()
                .contains(
                        "file,output_file",
                        "bowls.webp,images/bowls.webp",
                        "front/gr\u00fcn.jpg,images/front/gr\u00fcn.jpg");
        assertThat(elsewhere.resolve("out/images/front/gr\u00fcn.jpg")).exists();
        assertThat(elsewhere.resolve("out/.imgmill")).doesNotExist();

        Files.createDirectory(elsewhere.resolve("empty"));
        var refused =
                Launcher.finish(new Launcher(elsewhere).command("run", "empty", "--out", "out"));
        assertThat(refused.output()).contains("the folder empty holds no pictures.");
        assertThat(refused.status()).isEqualTo(2);
    }

    @Test
    void aWorkbookComesBackAsOneWhoseLinksLeadToThePicturesHere() throws Exception {
        try (var out = Files.newOutputStream(elsewhere.resolve("shop.xlsx"));
                var zip = new ZipOutputStream(out)) {
            var parts =
                    Map.of(
                            "xl/workbook.xml",
                            "<workbook xmlns:r=\"r\"><sheets><sheet name=\"S\" r:id=\"a\"/></sheets></workbook>",
                            "xl/_rels/workbook.xml.rels",
                            "<Relationships><Relationship Id=\"a\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
                            "xl/worksheets/sheet1.xml",
                            "<worksheet><sheetData><row><c t=\"str\"><v>Image</v></c></row><row><c t=\"str\"><v>%s</v></c></row></sheetData></worksheet>"
                                    .formatted(url("mug-front.jpg")));
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }

        var answer =
                Launcher.finish(
                        new Launcher(elsewhere)
                                .command(
                                        "run", "shop.xlsx", "--out", "out", "--private-addresses"));

        assertThat(answer.output()).contains("1 of 1 images stored", "shop-results.xlsx");
        try (var zip = new ZipFile(elsewhere.resolve("out/shop-results.xlsx").toFile());
                var sheet = zip.getInputStream(zip.getEntry("xl/worksheets/sheet1.xml"))) {
            assertThat(sheet).asString(StandardCharsets.UTF_8).contains(">images/1-0.jpg<");
        }
    }

    @Test
    void picturesHaveTheNamesThatATemplateSays() throws Exception {
        catalogue("SKU,Title,Image Src\nA-01,Größe,\"" + url("mug-front.jpg") + "\"\n");

        var answer = run("--name-template", "{Title}/{sku}-{n}.{ext}");

        assertThat(answer.output()).contains("1 of 1 images stored");
        assertThat(elsewhere.resolve("out/images/Größe/A-01-1.jpg")).exists();
        assertThat(elsewhere.resolve("out/shop-results.csv"))
                .content()
                .contains(",images/Größe/A-01-1.jpg");
    }

    @Test
    void thePicturesOfAnotherCatalogueAreNotOverwritten() throws Exception {
        catalogue("serial_no,product_name,input_image_urls\n1,Mug," + url("mug-front.jpg") + "\n");
        assertThat(run().status()).isZero();
        Files.move(
                elsewhere.resolve("out/shop-results.csv"),
                elsewhere.resolve("out/other-results.csv"));

        var answer = run();

        assertThat(answer.status()).isEqualTo(2);
        assertThat(answer.output())
                .contains("already has other-results.csv, whose pictures this run would overwrite")
                .contains("--out " + elsewhere.toRealPath().resolve("out/shop"));
    }

    @Test
    void aCatalogueAtAnAddressIsFetchedAndColumnsThatAreSaidAreTaken() throws Exception {
        catalogue(
                "SKU,link,more\nA-01,%s,%s\n".formatted(url("mug-front.jpg"), url("mug-back.jpg")));
        var served =
                SimpleFileServer.createFileServer(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        elsewhere.toAbsolutePath(),
                        SimpleFileServer.OutputLevel.NONE);
        served.start();
        try {
            var command = command("--columns", "{\"id\": \"SKU\", \"images\": [\"link\"]}");
            var address = "http://127.0.0.1:" + served.getAddress().getPort() + "/shop.csv";
            command.command(
                    command.command().stream()
                            .map(word -> word.equals("shop.csv") ? address : word)
                            .toList());

            var answer = Launcher.finish(command);

            assertThat(answer.output()).contains("1 of 1 images stored");
            assertThat(elsewhere.resolve("out/shop-results.csv"))
                    .content()
                    .startsWith("SKU,link,more,output_link")
                    .contains(",images/1-0.jpg");
        } finally {
            served.stop(0);
        }
    }

    @Test
    void whatTheEnvironmentSaysOfTheRealServerDoesNotReachARun() throws Exception {
        catalogue("serial_no,product_name,input_image_urls\n1,Mug," + url("mug-front.jpg") + "\n");
        var command = command();
        command.environment()
                .putAll(
                        Map.of(
                                "SPRING_DATASOURCE_URL", "jdbc:postgresql://127.0.0.1:1/real",
                                "IMGMILL_STORAGE", "s3://real",
                                "IMGMILL_ROLE", "web",
                                "IMGMILL_AUTH_ADMINKEY", "generate",
                                "IMGMILL_KEY", "im_a-key-of-the-real-server",
                                "SERVER_ADDRESS", "0.0.0.0"));

        assertThat(Launcher.finish(command).output()).contains("1 of 1 images stored");
        assertThat(run("--imgmill.storage=here").output())
                .contains("which takes no --imgmill.storage");
    }

    @Test
    void aFailedImageIsExitStatusOne() throws Exception {
        catalogue(
                "serial_no,product_name,input_image_urls\n1,Mug,\"%s,%s\"\n"
                        .formatted(url("mug-front.jpg"), url("gone.jpg")));

        var answer = run();

        assertThat(answer.output()).contains("1 of 2 images stored", "1 failed", "http_status");
        assertThat(answer.status()).isEqualTo(1);
        assertThat(elsewhere.resolve("out/images/1-0.jpg")).exists();
    }

    @Test
    void aBrokenCatalogueIsExitStatusTwoAndSaysTheLine() throws Exception {
        catalogue("serial_no,product_name,input_image_urls\n1,Mug,\"never closed\n");

        var answer = run();

        assertThat(answer.output()).contains("line 2");
        assertThat(answer.status()).isEqualTo(2);
    }

    @Test
    void aWrongRecipeIsRefusedBeforeAnythingStarts() throws Exception {
        catalogue("serial_no,product_name,input_image_urls\n1,Mug," + url("mug-front.jpg") + "\n");

        var answer = run("--quality=best");

        assertThat(answer.output())
                .isEqualTo(
                        "imgmill: --quality is a whole number from 1 to 100 or auto, not \"best\".\n");
        assertThat(answer.status()).isEqualTo(2);
        assertThat(elsewhere.resolve("out")).doesNotExist();
    }

    @Test
    void theServersVoiceIsNotHeardAndErrorsAreAFileOfTheirOwn() throws Exception {
        catalogue(
                "serial_no,product_name,input_image_urls\n1,Mug,\"%s,%s\"\n"
                        .formatted(url("mug-front.jpg"), url("gone.jpg")));

        var answer = run();

        assertThat(answer.output()).doesNotContain("ready at", "WARN", "INFO");
        assertThat(elsewhere.resolve("out/shop-errors.csv")).content().contains("gone.jpg", "404");
    }

    @Test
    void aProgramReadsJsonOnTheStandardOutputAndGivesTheCatalogueOnTheStandardInput()
            throws Exception {
        var csv = "serial_no,product_name,input_image_urls\n1,Mug," + url("mug-front.jpg") + "\n";
        var run =
                new Launcher(elsewhere)
                        .command("run", "-", "--json", "--out", "out", "--private-addresses")
                        .redirectErrorStream(false)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (var in = run.getOutputStream()) {
            in.write(csv.getBytes(StandardCharsets.UTF_8));
        }

        var lines = run.inputReader().lines().map(JSON::readTree).toList();

        assertThat(run.waitFor()).isZero();
        assertThat(lines.getFirst().path("event").asString()).isEqualTo("begun");
        var result = lines.getLast();
        assertThat(result.path("event").asString()).isEqualTo("result");
        assertThat(result.path("stored").asInt()).isEqualTo(1);
        assertThat(Path.of(result.path("results").asString()))
                .isEqualTo(elsewhere.toRealPath().resolve("out/catalogue-results.csv"))
                .exists();
        assertThat(result.path("errors").isNull()).isTrue();
    }

    @Test
    void aRefusalIsSaidAsJsonToo() throws Exception {
        catalogue("serial_no,product_name,input_image_urls\n1,Mug,\"never closed\n");

        var answer = run("--json");

        assertThat(answer.output()).contains("{\"event\":\"refused\",\"message\":");
        assertThat(answer.status()).isEqualTo(2);
    }

    @Test
    void afterAStopTheSameCommandGoesOnWithWhatIsDone() throws Exception {
        try (var shop = Origin.start()) {
            var gate = new Gate(shop, 1, 4);
            catalogue(gate.catalogue());
            var oneAtATime =
                    "--imgmill.outbound.hosts[127.0.0.1:%d].connections=1".formatted(shop.port());
            var stopped = command(oneAtATime).start();
            gate.await(1);
            Eventually.until(
                    "the run is remembered",
                    () -> Files.exists(elsewhere.resolve("out/.imgmill-run")));
            // As Ctrl-C does, which tests that run in the background would not hear.
            stopped.toHandle().destroy();
            try (var said = stopped.inputReader()) {
                assertThat(said.lines().filter(line -> line.contains("stopped.")).findFirst())
                        .hasValueSatisfying(
                                line ->
                                        assertThat(line)
                                                .containsPattern(
                                                        "^imgmill: stopped\\. [01] of 5 images are done, and they are kept in ")
                                                .endsWith(
                                                        "go on with the same command: imgmill run shop.csv --out out --imgmill.outbound.allow=127.0.0.0/8 '"
                                                                + oneAtATime
                                                                + "'"));
                gate.open();
                assertThat(said.lines().filter(line -> line.contains("rror"))).isEmpty();
            }
            assertThat(stopped.waitFor()).isEqualTo(143);

            var again = run(oneAtATime);

            assertThat(again.output()).contains("Going on: ", "5 of 5 images stored");
            assertThat(again.status()).isZero();
            assertThat(shop.requests().stream().filter(r -> r.path().equals(Gate.path(0))))
                    .as("what was done is not done again")
                    .hasSize(1);
            try (var pictures = Files.list(elsewhere.resolve("out/images"))) {
                assertThat(pictures).hasSize(5);
            }
            assertThat(elsewhere.resolve("out/.imgmill-run")).doesNotExist();
        }
    }

    @Test
    void theSameCommandFetchesOnlyWhatChangedAndTouchesNothingElse() throws Exception {
        try (var shop = Origin.start()) {
            var bodies = new AtomicInteger();
            serve(shop, "/a.jpg", 200, bodies);
            serve(shop, "/b.jpg", 210, bodies);
            serve(shop, "/c.jpg", 220, bodies);
            catalogue(urls(shop, "/a.jpg", "/b.jpg", "/c.jpg"));
            assertThat(run().output()).contains("3 of 3 images stored").doesNotContain("Since");
            assertThat(elsewhere.resolve("out/shop-changes.csv")).doesNotExist();
            var first = pictures();
            assertThat(first).containsExactly("images/1-0.jpg", "images/2-0.jpg", "images/3-0.jpg");
            var before = first.stream().map(this::state).toList();
            serve(shop, "/b.jpg", 211, bodies);
            serve(shop, "/new.jpg", 230, bodies);
            catalogue(urls(shop, "/new.jpg", "/a.jpg", "/b.jpg", "/c.jpg"));

            var answer = run();

            assertThat(answer.output())
                    .contains(
                            "4 of 4 images stored",
                            "Since the run before: 1 new, 1 changed, 2 unchanged");
            assertThat(bodies).as("what was fetched").hasValue(5);
            var second = pictures();
            assertThat(widths(second)).containsExactly(230, 200, 211, 220);
            assertThat(second.get(1)).isEqualTo(first.get(0));
            assertThat(second.get(3)).isEqualTo(first.get(2));
            assertThat(state(second.get(1))).isEqualTo(before.get(0));
            assertThat(state(second.get(3))).isEqualTo(before.get(2));
            assertThat(second).doesNotHaveDuplicates();
            assertThat(elsewhere.resolve("out/shop-changes.csv"))
                    .content()
                    .contains(
                            "unchanged,2,%s,images/1-0.jpg,images/1-0.jpg"
                                    .formatted(shop.url("/a.jpg")));

            Files.delete(elsewhere.resolve("out/images/1-0.jpg"));
            var third = run("--json");

            assertThat(JSON.readTree(lastLine(third)).at("/changes/unchanged").asInt())
                    .isEqualTo(4);
            assertThat(bodies).hasValue(5);
            assertThat(pictures()).isEqualTo(second);
            assertThat(widths(second)).containsExactly(230, 200, 211, 220);
            assertThat(state(second.get(1))).isEqualTo(before.get(0));

            assertThat(run("--force").output()).contains("4 of 4 images stored", "4 changed");
            assertThat(bodies).hasValue(9);
            assertThat(widths(pictures())).containsExactly(230, 200, 211, 220);
        }
    }

    private static String lastLine(Launcher.Answer answer) {
        return answer.output().strip().lines().toList().getLast();
    }

    private static void serve(Origin shop, String path, int width, AtomicInteger bodies) {
        var etag = "\"%d\"".formatted(width);
        var picture = Pictures.jpeg(width, 100);
        shop.play(
                path,
                (request, reply) -> {
                    boolean known = etag.equals(request.header("if-none-match"));
                    if (!known) {
                        bodies.incrementAndGet();
                    }
                    reply.respond(
                            known ? 304 : 200,
                            "ETag: " + etag + "\r\n",
                            known ? new byte[0] : picture);
                });
    }

    private static String urls(Origin shop, String... paths) {
        var csv = new StringBuilder("serial_no,product_name,input_image_urls\n");
        for (int i = 0; i < paths.length; i++) {
            csv.append(i + 1).append(",P,").append(shop.url(paths[i])).append('\n');
        }
        return csv.toString();
    }

    /// Those that the results name.
    private List<String> pictures() throws IOException {
        try (var lines = Files.lines(elsewhere.resolve("out/shop-results.csv"))) {
            return lines.skip(1).map(line -> line.substring(line.lastIndexOf(',') + 1)).toList();
        }
    }

    private List<Integer> widths(List<String> pictures) throws IOException {
        var widths = new ArrayList<Integer>();
        for (var picture : pictures) {
            widths.add(ImageIO.read(elsewhere.resolve("out").resolve(picture).toFile()).getWidth());
        }
        return widths;
    }

    /// Its file and when that was written.
    private List<Object> state(String picture) {
        var file = elsewhere.resolve("out").resolve(picture);
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return List.of(
                    Objects.requireNonNull(attributes.fileKey()), attributes.lastModifiedTime());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aServerThatRunsAlreadyDoesItAndItsPicturesAreBroughtHere() throws Exception {
        catalogue("serial_no,product_name,input_image_urls\n1,Mug," + url("mug-front.jpg") + "\n");
        try (var server = Server.start()) {
            var command =
                    new Launcher(elsewhere)
                            .command(
                                    "run",
                                    "shop.csv",
                                    "--out",
                                    "out",
                                    "--catalogue",
                                    "autumn",
                                    "--server",
                                    server.url("/"));

            var answer = Launcher.finish(command);

            assertThat(answer.output()).contains("1 of 1 images stored");
            assertThat(answer.status()).isZero();
            assertThat(elsewhere.resolve("out/images/1-0.jpg")).exists();
            assertThat(elsewhere.resolve("out/shop-results.csv"))
                    .content()
                    .contains(server.url("/files/"));
            assertThat(elsewhere.resolve("out/.imgmill")).doesNotExist();

            var before = state("images/1-0.jpg");
            var again = Launcher.finish(command);
            assertThat(again.output()).contains("Since the run before: 1 unchanged");
            assertThat(state("images/1-0.jpg")).isEqualTo(before);
        }
    }

    @Test
    void aServerThatDoesNotAnswerIsSaidInOneLine() throws Exception {
        catalogue("serial_no,product_name,input_image_urls\n1,Mug," + url("mug-front.jpg") + "\n");
        var command =
                new Launcher(elsewhere)
                        .command(
                                "run",
                                "shop.csv",
                                "--out",
                                "out",
                                "--server",
                                "http://127.0.0.1:1");

        var answer = Launcher.finish(command);

        assertThat(answer.output())
                .isEqualTo(
                        "imgmill: the server at http://127.0.0.1:1 does not answer; the same command goes on where this one ended.\n");
        assertThat(answer.status()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --server http://x --imgmill.log=json | imgmill.log is a setting of the server at --server
                    --server http://x --private-addresses | --private-addresses is for a server of this command's own
                    --server http://x --once             | --once is for a server of this command's own
                    --catalogue autumn                   | --catalogue is for the server at --server
                    --server shop                        | --server is an address such as https://images.example.com, not "shop".
                    --private-addresses --imgmill.outbound.allow=10.0.0.0/8 | say the same in two ways
                    """)
    void whatDoesNotGoTogetherIsRefused(String options, String refusal) throws Exception {
        catalogue("url\n");
        var line = new ArrayList<>(List.of("run", "shop.csv", "--out", "out"));
        line.addAll(List.of(options.split(" ", -1)));

        var answer = Launcher.finish(new Launcher(elsewhere).command(line.toArray(String[]::new)));

        assertThat(answer.output()).contains(refusal);
        assertThat(answer.status()).isEqualTo(2);
    }

    private Launcher.Answer run(String... options) throws IOException, InterruptedException {
        return Launcher.finish(command(options));
    }

    private ProcessBuilder command(String... options) throws IOException {
        var arguments = new ArrayList<String>();
        arguments.addAll(
                List.of("run", "shop.csv", "--out", "out", "--imgmill.outbound.allow=127.0.0.0/8"));
        arguments.addAll(List.of(options));
        return new Launcher(elsewhere).command(arguments.toArray(String[]::new));
    }

    private void catalogue(String csv) throws IOException {
        Files.writeString(elsewhere.resolve("shop.csv"), csv);
    }

    private String url(String picture) {
        return "http://127.0.0.1:" + origin.getAddress().getPort() + "/" + picture;
    }
}
