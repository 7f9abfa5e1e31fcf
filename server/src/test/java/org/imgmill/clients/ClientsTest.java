package org.imgmill.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Eventually;
import org.imgmill.testing.Form;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/// The clients in clients/ do what their README says.
///
/// Long: what each language says is said here alone.
class ClientsTest {

    private static final Path CLIENTS = Path.of("../clients");
    private static final String KEY = "an-admin-key-for-the-clients";
    private static final Origin ORIGIN = Origin.start();

    private static Server server;

    @TempDir Path folder;

    /// How a client is run, and how its program is told whether a delivery is genuine.
    enum Language {
        PYTHON(
                "python3",
                "python/imgmill.py",
                "program.py",
                "python",
                """
                import json, sys
                from imgmill import is_ours
                given = json.load(sys.stdin)
                print(is_ours(given["secret"], given["headers"], given["body"].encode()))
                """),
        JAVASCRIPT(
                "node",
                "javascript/imgmill.mjs",
                "program.mjs",
                "js",
                """
                import { readFileSync } from 'node:fs';
                import { isOurs } from './imgmill.mjs';
                const given = JSON.parse(readFileSync(0, 'utf8'));
                console.log(await isOurs(given.secret, given.headers, given.body));
                """),
        JAVA(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "java/Imgmill.java",
                "Program.java",
                "java",
                """
                import java.nio.charset.StandardCharsets;
                import java.util.Map;

                public class Program {
                    public static void main(String[] args) throws Exception {
                        var given = Imgmill.Json.object(
                                new String(System.in.readAllBytes(), StandardCharsets.UTF_8));
                        var headers = (Map<?, ?>) given.get("headers");
                        System.out.println(
                                Imgmill.isOurs(
                                        given.get("secret").toString(),
                                        name -> (String) headers.get(name),
                                        given.get("body").toString().getBytes(StandardCharsets.UTF_8)));
                    }
                }
                """);

        private final String program;
        private final String client;
        private final String file;
        private final String fence;
        private final String verify;

        Language(String program, String client, String file, String fence, String verify) {
            this.program = program;
            this.client = client;
            this.file = file;
            this.fence = fence;
            this.verify = verify;
        }

        /// The lines of the README.
        private String lines() throws IOException {
            var block =
                    Pattern.compile("(?s)```" + fence + "\n(.*?)```")
                            .matcher(Files.readString(CLIENTS.resolve("README.md")));
            assertThat(block.find()).isTrue();
            return block.group(1);
        }

        private boolean isHere() {
            return Path.of(program).isAbsolute()
                    || Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        }
    }

    @BeforeAll
    static void start() {
        server = Server.start("--imgmill.auth.admin-key=" + KEY);
        ORIGIN.serve("/mug.jpg", Pictures.jpeg(64, 48));
    }

    @AfterAll
    static void stop() {
        server.close();
        ORIGIN.close();
    }

    @BeforeEach
    void writeACatalogue() throws IOException {
        Files.writeString(
                folder.resolve("products.csv"),
                "serial_no,product_name,input_image_urls\n1,Mug,\"%s,%s\"\n"
                        .formatted(ORIGIN.url("/mug.jpg"), ORIGIN.url("/gone.jpg")));
    }

    @ParameterizedTest
    @EnumSource
    void theLinesOfTheReadmeUploadWaitAndFetch(Language language) throws Exception {
        var said = run(language, language.lines(), "", KEY);

        assertThat(said).contains("1 of 2 images stored");
        assertThat(folder.resolve("products-results.csv"))
                .content()
                .startsWith("serial_no,product_name,input_image_urls,output_image_urls")
                .contains(server.url("/files/"));
    }

    @ParameterizedTest
    @EnumSource
    void aRefusalIsReadWithItsCode(Language language) throws Exception {
        assertThat(run(language, language.lines(), "", "im_a-wrong-key")).contains("unauthorized");

        Files.writeString(
                folder.resolve("products.csv"),
                "serial_no,product_name,input_image_urls\n1,Mug,\"never closed\n");

        assertThat(run(language, language.lines(), "", KEY)).contains("invalid_catalogue");
    }

    @ParameterizedTest
    @EnumSource
    void aDeliveryIsKnownToBeGenuine(Language language) throws Exception {
        var path = "/hook-" + language;
        ORIGIN.play(path, (_, reply) -> reply.respond(200, "", new byte[0]));
        var made =
                Server.json(
                        server.send(
                                        new Form()
                                                .file(
                                                        "file",
                                                        "products.csv",
                                                        Files.readString(
                                                                folder.resolve("products.csv")))
                                                .field("webhook_url", ORIGIN.url(path)),
                                        "/v1/batches",
                                        "X-API-Key",
                                        KEY)
                                .body());
        Eventually.until(
                "a delivery",
                () -> ORIGIN.requests().stream().anyMatch(r -> r.path().equals(path)));
        var delivery =
                ORIGIN.requests().stream().filter(r -> r.path().equals(path)).findFirst().get();
        var headers =
                Map.of(
                        "webhook-id", String.valueOf(delivery.header("webhook-id")),
                        "webhook-timestamp", String.valueOf(delivery.header("webhook-timestamp")),
                        "webhook-signature", String.valueOf(delivery.header("webhook-signature")));
        var body = new String(delivery.body(), StandardCharsets.UTF_8);
        var secret = made.path("webhooks").path(0).path("secret").asString();

        assertThat(verified(language, secret, headers, body)).isEqualToIgnoringCase("true\n");
        assertThat(verified(language, secret, headers, body + " "))
                .isEqualToIgnoringCase("false\n");
        assertThat(verified(language, secret, Map.of(), body)).isEqualToIgnoringCase("false\n");
    }

    /// Letter by letter they are compared by GeneratedClientsTest, which needs the generator.
    @Test
    void theTypesToCopyNameEveryFieldOfTheDocumentAndNoOther() throws IOException {
        var document = Server.json(server.get("/v3/api-docs").body());
        var types = Files.readString(CLIENTS.resolve("javascript/schema.d.mts"));

        assertThat(NamesInTypes.ofTypes(types))
                .as("clients/javascript/schema.d.mts says how it is made again")
                .containsExactlyElementsOf(NamesInTypes.ofDocument(document));
    }

    @Test
    void theJavaClientIsJava17AndTheRecipesReceiverCompilesWithIt() throws IOException {
        var recipe =
                Pattern.compile("(?s)```java\n(.*?)```")
                        .matcher(Files.readString(Path.of("../docs/recipes.md")));
        assertThat(recipe.find()).isTrue();
        var receiver = Files.writeString(folder.resolve("Hook.java"), recipe.group(1));
        var said = new StringWriter();

        int status =
                ToolProvider.findFirst("javac")
                        .orElseThrow()
                        .run(
                                new PrintWriter(said),
                                new PrintWriter(said),
                                "--release=17",
                                "-Xlint:all",
                                "-Werror",
                                "-d",
                                folder.toString(),
                                CLIENTS.resolve("java/Imgmill.java").toString(),
                                receiver.toString());

        assertThat(status).as(said.toString()).isZero();
    }

    private String verified(
            Language language, String secret, Map<String, String> headers, String body)
            throws Exception {
        var given =
                JsonMapper.builder()
                        .build()
                        .writeValueAsString(
                                Map.of("secret", secret, "headers", headers, "body", body));
        return run(language, language.verify, given, KEY);
    }

    private String run(Language language, String lines, String given, String key) throws Exception {
        assumeTrue(language.isHere(), language.program + " is not installed");
        var client = CLIENTS.resolve(language.client);
        Files.copy(
                client, folder.resolve(client.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(folder.resolve(language.file), lines);
        var builder =
                new ProcessBuilder(List.of(language.program, language.file))
                        .directory(folder.toFile())
                        .redirectErrorStream(true);
        builder.environment().put("IMGMILL_URL", server.url("/"));
        builder.environment().put("IMGMILL_KEY", key);
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        var process = builder.start();
        try (var in = process.getOutputStream()) {
            in.write(given.getBytes(StandardCharsets.UTF_8));
        }
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
