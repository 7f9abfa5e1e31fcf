package org.imgmill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {

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
        assertThat(elsewhere.resolve("out/.imgmill")).doesNotExist();
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
    void anOptionThatDoesNotExistIsExitStatusTwoAndNamesThoseThatDo() throws Exception {
        catalogue("serial_no,product_name,input_image_urls\n");

        var answer = run("--qualty=40");

        assertThat(answer.output()).contains("--qualty", "--quality");
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
