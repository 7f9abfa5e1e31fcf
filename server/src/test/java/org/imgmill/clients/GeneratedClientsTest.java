package org.imgmill.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.node.ObjectNode;

/// Clients that are generated from the OpenAPI document upload in every form, wait, fetch the
/// results and read an error, with a key. `./imgmill test all` runs it: the generators are large.
///
/// Long: five tools, each called in its own way.
@EnabledIfSystemProperty(named = "clients.generated", matches = ".*")
class GeneratedClientsTest {

    private static final Path SOURCES = Path.of("src/test/generators").toAbsolutePath();
    private static final Path PROGRAMS = SOURCES.resolve("programs");
    private static final Path LIBRARIES = Path.of("target/generators/lib").toAbsolutePath();
    private static final Path WORK = Path.of("target/generators/work").toAbsolutePath();
    private static final String KEY = "an-admin-key-for-generated-clients";
    private static final Origin ORIGIN = Origin.start();

    private static final Path TO_COPY = Path.of("../clients/javascript");

    private static Server server;

    @BeforeAll
    static void start() throws IOException {
        server = Server.start("--imgmill.auth.admin-key=" + KEY);
        ORIGIN.serve("/mug.jpg", Pictures.jpeg(64, 48));
        FileSystemUtils.deleteRecursively(WORK);
        Files.createDirectories(WORK);
        Files.writeString(WORK.resolve("openapi.json"), server.get("/v3/api-docs").body());
        Files.writeString(
                WORK.resolve("products.csv"),
                "S. No.,Product Name,Input Image Urls\n1,Mug,%s\n"
                        .formatted(ORIGIN.url("/mug.jpg")));
        Files.createSymbolicLink(WORK.resolve("node_modules"), SOURCES.resolve("node_modules"));
        Files.copy(SOURCES.resolve("tsconfig.json"), WORK.resolve("tsconfig.json"));
        Files.writeString(WORK.resolve("package.json"), "{\"type\": \"module\"}");
    }

    @AfterAll
    static void stop() {
        server.close();
        ORIGIN.close();
    }

    @Test
    void redoclyFindsNoErrorInTheDocument() throws Exception {
        var said =
                run(
                        "node",
                        "node_modules/@redocly/cli/bin/cli.js",
                        "lint",
                        "--config=" + SOURCES.resolve("redocly.yaml"),
                        "openapi.json");

        assertThat(said).contains("Your API description is valid");
    }

    @Test
    void openapiTypescriptMakesTypesThatFit() throws Exception {
        makeTypes("openapi.json", "schema.ts");

        assertThat(typescript("openapi-fetch")).satisfies(GeneratedClientsTest::didAll);
    }

    @Test
    void theClientToCopyHasTheTypesOfTheDocument() throws Exception {
        var document = (ObjectNode) Server.json(server.get("/v3/api-docs").body());
        document.putObject("paths");
        document.remove("webhooks");
        Files.writeString(WORK.resolve("schemas.json"), document.toString());
        makeTypes("schemas.json", "made.ts", "--alphabetize");
        var version = run("node", "node_modules/openapi-typescript/bin/cli.js", "--version");
        var made =
                """
                // What the server takes and answers, made from the schemas of its OpenAPI document by openapi-typescript %s, and again by
                // ./imgmill test -pl server -am -Dtest=GeneratedClientsTest -Dsurefire.failIfNoSpecifiedTests=false -Dclients.generated -Dclients.write
                %s"""
                        .formatted(
                                version.strip().replaceFirst("^v", ""),
                                Files.readString(WORK.resolve("made.ts")));
        var types = TO_COPY.resolve("schema.d.mts");
        if (System.getProperty("clients.write") != null) {
            Files.writeString(types, made);
        }

        assertThat(types).content().isEqualTo(made);

        Files.createDirectories(WORK.resolve("out"));
        for (var file :
                List.of("schema.d.mts", "imgmill.d.mts", "imgmill.mjs", "out/imgmill.mjs")) {
            Files.copy(TO_COPY.resolve(Path.of(file).getFileName()), WORK.resolve(file));
        }
        var said = typescript("to-copy");
        assertThat(said.split("completed 60 1 stored", -1)).as(said).hasSize(3);
        assertThat(said).contains("404 not_found 0", "400 unknown_field 0");
    }

    private static void makeTypes(String document, String file, String... options)
            throws Exception {
        run(
                Stream.concat(
                                Stream.of(
                                        "node",
                                        "node_modules/openapi-typescript/bin/cli.js",
                                        document,
                                        "-o",
                                        file,
                                        "--default-non-nullable=false"),
                                Stream.of(options))
                        .toArray(String[]::new));
    }

    @Test
    void heyApiMakesAClient() throws Exception {
        run(
                "node",
                "node_modules/@hey-api/openapi-ts/bin/run.js",
                "--input",
                "openapi.json",
                "--output",
                "hey");

        assertThat(typescript("hey-api")).satisfies(GeneratedClientsTest::didAll);
    }

    @Test
    void openapiGeneratorMakesAClientForPython() throws Exception {
        generate("python", "packageName=made");
        Files.copy(
                PROGRAMS.resolve("program.py"),
                WORK.resolve("program.py"),
                StandardCopyOption.REPLACE_EXISTING);
        var packages = Files.createDirectories(WORK.resolve("site-packages"));
        if (status("python3", "-c", "import dateutil, pydantic, urllib3, typing_extensions") != 0) {
            run(
                    "python3",
                    "-m",
                    "pip",
                    "install",
                    "--quiet",
                    "--target",
                    packages.toString(),
                    "--requirement",
                    "python/requirements.txt");
        }

        assertThat(run("python3", "program.py")).satisfies(GeneratedClientsTest::didAll);
    }

    @Test
    void openapiGeneratorMakesAClientForJava() throws Exception {
        generate(
                "java",
                "library=native,invokerPackage=made,apiPackage=made.api,modelPackage=made.model,"
                        + "useJakartaEe=true,useSingleRequestParameter=true,openApiNullable=false,hideGenerationTimestamp=true");
        var sources = new ArrayList<String>();
        try (var files = Files.walk(WORK.resolve("java/src/main/java"))) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .forEach(file -> sources.add(file.toString()));
        }
        sources.add(PROGRAMS.resolve("Program.java").toString());
        var list = WORK.resolve("sources.txt");
        Files.write(list, sources);
        var java = Path.of(System.getProperty("java.home"), "bin");
        run(
                java.resolve("javac").toString(),
                "-proc:none",
                "-nowarn",
                "-cp",
                classPath(),
                "-d",
                "classes",
                "@" + list);

        assertThat(
                        run(
                                java.resolve("java").toString(),
                                "-cp",
                                "classes" + File.pathSeparator + classPath(),
                                "Program"))
                .satisfies(GeneratedClientsTest::didAll);
    }

    private static void generate(String language, String properties) throws Exception {
        run(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                library("openapi-generator-cli").toString(),
                "generate",
                "--input-spec",
                "openapi.json",
                "--generator-name",
                language,
                "--output",
                language,
                "--global-property=apis,models,supportingFiles,apiTests=false,modelTests=false,apiDocs=false,modelDocs=false",
                "--additional-properties=" + properties);
    }

    private static Path library(String name) throws IOException {
        try (var files = Files.newDirectoryStream(LIBRARIES, name + "-*.jar")) {
            return files.iterator().next();
        }
    }

    /// The server's libraries have all that a generated client needs but its forms.
    private static String classPath() throws IOException {
        try (Stream<Path> files = Files.list(LIBRARIES)) {
            return files.filter(file -> !file.toString().contains("openapi-generator"))
                            .map(Path::toString)
                            .collect(Collectors.joining(File.pathSeparator))
                    + File.pathSeparator
                    + Files.readString(Path.of(System.getProperty("runtime.classpath")));
        }
    }

    private static String typescript(String program) throws Exception {
        Files.copy(
                PROGRAMS.resolve(program + ".ts"),
                WORK.resolve(program + ".ts"),
                StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(
                WORK.resolve("tsconfig-" + program + ".json"),
                "{\"extends\": \"./tsconfig.json\", \"files\": [\"%s.ts\"]}".formatted(program));
        run("node", "node_modules/typescript/bin/tsc", "-p", "tsconfig-" + program + ".json");
        return run("node", "out/" + program + ".js");
    }

    private static void didAll(String said) {
        assertThat(said.split("completed 60 1 stored", -1)).as(said).hasSize(4);
        assertThat(said.split(ORIGIN.url("/mug.jpg") + ",http", -1)).as(said).hasSize(4);
        assertThat(said).contains("1 image to fetch", "404 not_found", "unauthorized");
    }

    private static String run(String... command) throws Exception {
        var log = Files.createTempFile(WORK, "said", ".txt");
        assertThat(process(log, command).waitFor()).as(() -> read(log)).isZero();
        return read(log);
    }

    private static int status(String... command) throws Exception {
        return process(Files.createTempFile(WORK, "said", ".txt"), command).waitFor();
    }

    private static Process process(Path log, String... command) throws IOException {
        var builder =
                new ProcessBuilder(command)
                        .directory(WORK.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        builder.environment()
                .putAll(
                        Map.of(
                                "IMGMILL_URL",
                                server.url(""),
                                "IMGMILL_KEY",
                                KEY,
                                "IMAGE_URL",
                                ORIGIN.url("/mug.jpg"),
                                "PYTHONDONTWRITEBYTECODE",
                                "1",
                                "PYTHONPATH",
                                WORK.resolve("python")
                                        + File.pathSeparator
                                        + WORK.resolve("site-packages"),
                                "REDOCLY_TELEMETRY",
                                "off",
                                "REDOCLY_SUPPRESS_UPDATE_NOTICE",
                                "true"));
        return builder.start();
    }

    private static String read(Path log) {
        try {
            return Files.readString(log, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "it left no log: " + e;
        }
    }
}
