package org.imgmill.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Form;
import org.imgmill.testing.Gate;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A disk that is full, and a kernel that says so: a small file system in memory, which only root
/// may mount.
class FullDiskTest {

    private static final int IMAGES = 40;

    @TempDir Path folder;

    private final Origin origin = Origin.start();
    private final Gate gate = new Gate(origin, IMAGES);
    private Path disk;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(new UnixSystem().getUid() == 0, "only root can mount a disk to fill up");
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=400m", "tmpfs", disk.toString()) == 0,
                "nothing can be mounted here");
    }

    @AfterEach
    void unmount() throws Exception {
        origin.close();
        run("umount", "--lazy", disk.toString());
    }

    @Test
    void outputsWaitWhileTheirDiskIsFullAndNoImageEndsOverIt() throws Exception {
        try (var node =
                start(folder.resolve("data"), "--imgmill.storage=" + disk.resolve("objects"))) {
            var server = Server.at(node.address());
            fillUp();

            gate.open();
            var id = server.upload(gate.catalogue());
            assertThat(node.saidUntil("Outputs cannot be stored"))
                    .contains("No image ends over it");
            var _ = node.readOn();
            assertThat(server.batch(id).at("/counts/processed").asInt()).isZero();
            makeRoom();

            assertAllStored(server.awaitEnd(id));
        }
    }

    @Test
    void aBatchOutlivesADatabaseThatFindsItsDiskFull() throws Exception {
        try (var node =
                start(disk.resolve("data"), "--imgmill.storage=" + folder.resolve("objects"))) {
            var server = Server.at(node.address());
            var id = server.upload(gate.catalogue());
            gate.await(1);

            fillUp();
            breakOnFullDisk(node);
            // PostgreSQL ends by itself, or, now and then, hangs in its recovery for good.
            kill(disk.resolve("data/postgres/data/postmaster.pid"));
            gate.open();
            assertThat(node.saidUntil("PostgreSQL cannot be started"))
                    .contains("PostgreSQL ended without having been told to: the disk of ")
                    .doesNotContain("database system is shut down");
            var rest = node.readOn();
            makeRoom();

            assertAllStored(server.awaitEnd(id));
            node.process().toHandle().destroy();
            assertThat(rest.join())
                    .doesNotContain("PostgreSQL cannot be started: database system is shut down")
                    .doesNotContain("Indicates a bug");
        }
    }

    @Test
    void anUploadForWhichThereIsNoRoomIsRefusedAsThatAndNothingStays() throws Exception {
        try (var node =
                start(disk.resolve("data"), "--imgmill.storage=" + folder.resolve("objects"))) {
            var server = Server.at(node.address());
            var _ = node.readOn();
            fillUp();

            for (var answer :
                    List.of(
                            server.send(form(1 << 20), "/v1/batches"),
                            server.send(form(1 << 20), "/image/upload"),
                            server.postJson("/v1/batches", list(20_000)))) {
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(507);
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            }
            makeRoom();
            try (var left = Files.list(disk.resolve("data").resolve("tmp"))) {
                assertThat(left).isEmpty();
            }
            assertThat(server.send(form(1 << 20), "/v1/batches").statusCode()).isEqualTo(202);
        }
    }

    private static Form form(int bytes) {
        var row = "1,%s,http://127.0.0.1:9/a.jpg\n".formatted("x".repeat(1000));
        return new Form()
                .file(
                        "file",
                        "products.csv",
                        "S. No.,Product Name,Input Image Urls\n"
                                + row.repeat(bytes / row.length()));
    }

    private static String list(int images) {
        return IntStream.range(0, images)
                .mapToObj(
                        i ->
                                "{\"id\": \"%d\", \"url\": \"http://127.0.0.1:9/%d.jpg\"}"
                                        .formatted(i, i))
                .collect(Collectors.joining(",", "{\"images\": [", "]}"));
    }

    private ServerProcess start(Path dataDirectory, String storage) throws IOException {
        return ServerProcess.start(
                dataDirectory,
                storage,
                "--imgmill.min-free=0B",
                "--imgmill.outbound.allow=127.0.0.0/8",
                "--imgmill.processing.first-retry=200ms",
                "--imgmill.processing.heartbeat=500ms",
                "--spring.datasource.hikari.connection-timeout=1000");
    }

    private void fillUp() throws IOException {
        var block = new byte[1 << 16];
        try (OutputStream filler = Files.newOutputStream(filler())) {
            while (true) {
                filler.write(block);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left on device");
        }
    }

    private void makeRoom() throws IOException {
        Files.delete(filler());
    }

    private Path filler() {
        return disk.resolve("filler");
    }

    /// Writes until PostgreSQL needs a new file for its log and finds no room for it.
    private static void breakOnFullDisk(ServerProcess node) throws Exception {
        try (var db = node.connect();
                var statement = db.createStatement()) {
            while (true) {
                statement.execute("select pg_switch_wal()");
                statement.execute("select pg_logical_emit_message(false, 'test', 'x')");
            }
        } catch (SQLException e) {
            assertThat(e.getSQLState()).as(e.getMessage()).matches("08.*|53.*|57.*");
        }
    }

    private static void kill(Path pidFile) throws IOException {
        if (Files.exists(pidFile)) {
            long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    private static void assertAllStored(JsonNode batch) {
        assertThat(batch.get("status").asString()).isEqualTo("completed");
        assertThat(batch.at("/counts/stored").asInt()).isEqualTo(IMAGES);
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
