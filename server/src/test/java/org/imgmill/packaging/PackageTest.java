package org.imgmill.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import org.imgmill.testing.Eventually;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What people install, run as they would: `./imgmill test all` makes it first and says where it
/// is.
@EnabledIfSystemProperty(named = "packages.made", matches = ".+")
class PackageTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long TAR_LIMIT = 170_000_000;

    @TempDir Path folder;
    private Installed installed;

    @BeforeEach
    void begin() {
        installed = new Installed(folder);
    }

    @Test
    void theArchiveRunsInAnEmptyFolderWithoutAnyJava() throws Exception {
        var archive = Installed.find(".tar.gz");
        assertThat(Files.size(archive)).isLessThanOrEqualTo(TAR_LIMIT);
        var before = Instant.now();
        installed.run("tar", "xzf", archive.toString());
        var imgmill = unpacked().resolve("bin/imgmill");

        var demo = installed.command(imgmill.toString(), "demo", "--exit", "--port", "0").start();

        var output = new StringBuilder();
        try (var said = demo.inputReader()) {
            for (var line = said.readLine(); line != null; line = said.readLine()) {
                output.append(line).append('\n');
                if (line.contains("images stored")) {
                    System.out.printf(
                            "tar xzf to the first finished sample batch: %d ms%n",
                            Duration.between(before, Instant.now()).toMillis());
                }
            }
        }
        assertThat(output).contains("32 of 33 images stored", "imgmill is ready at");
        assertThat(demo.waitFor()).isZero();
        assertThat(unpacked().resolve("demo/products-results.csv")).exists();
    }

    @Test
    void whatIsNotedAfterTheFirstStartMakesLaterOnesFasterAndNothingElse() throws Exception {
        installed.run("tar", "xzf", Installed.find(".tar.gz").toString());
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
                installed
                        .command(
                                imgmill.toString(),
                                "serve",
                                "--port",
                                "0",
                                "--imgmill.data-dir=" + data)
                        .start();
        try (var said = server.inputReader()) {
            // PostgreSQL is named before, where it took long.
            var line = said.readLine();
            while (line != null && !line.startsWith("imgmill is ready")) {
                line = said.readLine();
            }
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
    void theImageIsALayoutWhoseDigestsHold() throws Exception {
        assumeTrue(Installed.isMade(".oci.tar"), "no image was asked for");
        installed.run("tar", "xf", Installed.find(".oci.tar").toString());
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
}
