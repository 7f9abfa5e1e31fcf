package org.imgmill.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.imgmill.testing.Eventually;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What people install, run as they would: `./imgmill test all` makes it first and says where it
/// is.
@EnabledIfSystemProperty(named = "packages.made", matches = ".+")
class PackageTest {

    private static final Path PACKAGES = Path.of(System.getProperty("packages.made", "."));
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long TAR_LIMIT = 170_000_000;

    @TempDir Path folder;

    /// What a program said on both streams, and its exit status.
    private record Answer(String output, int status) {}

    @Test
    void theArchiveRunsInAnEmptyFolderWithoutAnyJava() throws Exception {
        var archive = find(".tar.gz");
        assertThat(Files.size(archive)).isLessThanOrEqualTo(TAR_LIMIT);
        var before = Instant.now();
        run(folder, "tar", "xzf", archive.toString());
        var imgmill = unpacked().resolve("bin/imgmill");

        var demo = run(folder, imgmill.toString(), "demo", "--exit", "--port", "0");

        System.out.printf(
                "tar xzf to the first finished sample batch, end of the process included: %d ms%n",
                Duration.between(before, Instant.now()).toMillis());
        assertThat(demo.output()).contains("32 of 33 images stored", "imgmill is ready at");
        assertThat(demo.status()).isZero();
        assertThat(unpacked().resolve("demo/products-results.csv")).exists();
    }

    @Test
    void whatIsNotedAfterTheFirstStartMakesLaterOnesFasterAndNothingElse() throws Exception {
        run(folder, "tar", "xzf", find(".tar.gz").toString());
        var imgmill = unpacked().resolve("bin/imgmill");
        var cache = unpacked().resolve("cache");

        var without = ready(imgmill, "one");
        Eventually.until("notes, or a log that says why not", () -> hasEnded(cache));
        var with = ready(imgmill, "two");

        assertThat(cache).isDirectoryContaining("glob:**.aot");
        System.out.printf(
                "ready in a new directory: %d ms at the first start, %d ms with what was noted%n",
                without.toMillis(), with.toMillis());
    }

    /// The rehearsal, which begins half a minute after the start.
    private static boolean hasEnded(Path cache) throws IOException {
        try (var files = Files.list(cache)) {
            var names = files.map(file -> file.getFileName().toString()).toList();
            return !names.contains("rehearsal")
                    && names.stream().anyMatch(name -> name.endsWith(".aot"));
        }
    }

    /// @return how long it took; it has stopped again
    private Duration ready(Path imgmill, String data) throws Exception {
        var before = Instant.now();
        var server =
                command(
                                folder,
                                imgmill.toString(),
                                "serve",
                                "--port",
                                "0",
                                "--imgmill.data-dir=" + data)
                        .start();
        try (var said = server.inputReader()) {
            var line = said.readLine();
            var took = Duration.between(before, Instant.now());
            assertThat(line)
                    .startsWith("imgmill is ready at http://localhost:")
                    .contains("which is new; no batches yet");
            server.destroy();
            assertThat(server.waitFor()).isEqualTo(143);
            return took;
        } finally {
            server.destroyForcibly();
        }
    }

    @Test
    void theDebianPackageHoldsAProgramThatRunsAndAUnitThatNamesIt() throws Exception {
        var deb = find(".deb").toString();
        assertThat(run(folder, "dpkg-deb", "--field", deb, "Package", "Depends").output())
                .contains("Package: imgmill", "libc6");
        run(folder, "dpkg-deb", "--control", deb, "control");
        for (var script : List.of("postinst", "prerm", "postrm")) {
            assertThat(run(folder, "sh", "-n", "control/" + script).status()).isZero();
        }
        run(folder, "dpkg-deb", "--extract", deb, "root");

        var program = folder.resolve("root/usr/bin/imgmill").toString();
        assertThat(run(folder, program, "--version").output()).startsWith("imgmill ");
        assertThat(
                        run(
                                        folder,
                                        program,
                                        "demo",
                                        "--exit",
                                        "--port",
                                        "0",
                                        "--imgmill.data-dir=data")
                                .output())
                .contains("32 of 33 images stored");
        assertThat(folder.resolve("root/usr/lib/systemd/system/imgmill.service"))
                .content()
                .contains(
                        "ExecStart=/usr/bin/imgmill serve --imgmill.data-dir=/var/lib/imgmill",
                        "Environment=IMGMILL_CACHE=/var/cache/imgmill");
        assertThat(folder.resolve("root/usr/share/man/man1/imgmill.1.gz")).exists();
        assertThat(folder.resolve("root/usr/share/doc/imgmill/copyright")).exists();
    }

    @Test
    void theImageIsALayoutWhoseDigestsHold() throws Exception {
        try (var all = Files.list(PACKAGES)) {
            assumeTrue(
                    all.anyMatch(file -> file.toString().endsWith(".oci.tar")),
                    "no image was asked for");
        }
        run(folder, "tar", "xf", find(".oci.tar").toString());
        var index = JSON.readTree(folder.resolve("index.json"));

        var manifest = JSON.readTree(blob(index.at("/manifests/0")));
        var config = JSON.readTree(blob(manifest.get("config")));

        var unpacked = new ArrayList<String>();
        for (var layer : manifest.get("layers")) {
            try (var in = new GZIPInputStream(new ByteArrayInputStream(blob(layer)))) {
                unpacked.add(digest(in.readAllBytes()));
            }
        }
        assertThat(config.at("/rootfs/diff_ids").valueStream().map(JsonNode::asString))
                .containsExactlyElementsOf(unpacked);
        assertThat(config.at("/config/User").asString()).isEqualTo("10001:10001");
        assertThat(config.at("/config/Entrypoint/0").asString())
                .isEqualTo("/opt/imgmill/bin/imgmill");
    }

    private byte[] blob(JsonNode descriptor) throws Exception {
        var digest = descriptor.get("digest").asString();
        var bytes = Files.readAllBytes(folder.resolve("blobs").resolve(digest.replace(':', '/')));
        assertThat(bytes).hasSize(descriptor.get("size").asInt());
        assertThat(digest(bytes)).isEqualTo(digest);
        return bytes;
    }

    private static String digest(byte[] bytes) throws Exception {
        return "sha256:"
                + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private Path unpacked() throws IOException {
        try (var here = Files.newDirectoryStream(folder, "imgmill-*")) {
            return here.iterator().next();
        }
    }

    private static Path find(String ending) throws IOException {
        try (var all = Files.list(PACKAGES)) {
            return all.filter(file -> file.toString().endsWith(ending))
                    .findFirst()
                    .map(file -> file.toAbsolutePath().normalize())
                    .orElseThrow(() -> new IllegalStateException("there is no " + ending));
        }
    }

    private Answer run(Path in, String... command) throws Exception {
        var process = command(in, command).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var answer = new Answer(said, process.waitFor());
        assertThat(answer.status()).as(String.join(" ", command) + "\n" + said).isZero();
        return answer;
    }

    /// With an empty environment, but for a path that leads to no Java.
    private ProcessBuilder command(Path in, String... command) throws IOException {
        var builder = new ProcessBuilder(command).directory(in.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        boolean ours = command[0].startsWith(folder.toString());
        builder.environment().put("PATH", ours ? tools().toString() : "/usr/bin:/bin");
        return builder;
    }

    /// All programs there are but Java.
    private Path tools() throws IOException {
        var tools = folder.resolve("tools");
        if (!Files.exists(tools)) {
            Files.createDirectories(tools);
            try (var programs = Files.list(Path.of("/usr/bin"))) {
                for (var program : programs.toList()) {
                    if (!program.getFileName().toString().startsWith("java")) {
                        Files.createSymbolicLink(tools.resolve(program.getFileName()), program);
                    }
                }
            }
        }
        return tools;
    }
}
