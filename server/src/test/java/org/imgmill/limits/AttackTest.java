package org.imgmill.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.imgmill.ops.ServerProcess;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Form;
import org.imgmill.testing.RawHttp;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What ended a server with its stock settings (packaging/jvm.options), one attack after the other
/// on one process. An OutOfMemoryError would end it.
///
/// Long: all attacks are on the same process, one after the other.
@Timeout(240)
class AttackTest {

    private static final String HEADER = "S. No.,Product Name,Input Image Urls\n";
    private static final String ALIVE = "/actuator/health/liveness";
    private static final int MB = 1 << 20;

    /// Instead of a status: refused while the body was on its way.
    private static final int BROKEN_OFF = 0;

    @TempDir static Path data;

    private static Origin origin;
    private static ServerProcess process;
    private static Server server;
    private static CompletableFuture<String> said;

    private final List<RawHttp> held = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        origin = Origin.start();
        process =
                ServerProcess.start(
                        List.of(
                                "-Xmx512m",
                                "-XX:+UseSerialGC",
                                "-XX:+ExitOnOutOfMemoryError",
                                "org.imgmill.Imgmill"),
                        data,
                        "--imgmill.outbound.allow=127.0.0.0/8");
        server = Server.at(process.address());
        said = process.readOn();
    }

    @AfterAll
    static void stop() throws IOException {
        process.close();
        origin.close();
    }

    @AfterEach
    void theServerLivesAndWorks() {
        held.forEach(RawHttp::close);
        assertThat(process.process().isAlive()).as("it did not end").isTrue();
        assertThat(server.get(ALIVE).statusCode()).isEqualTo(200);
        assertThat(server.get("/v1/batches").statusCode()).isEqualTo(200);
        assertThat(said).as("it still talks").isNotDone();
    }

    private RawHttp hold(String from) {
        var raw = RawHttp.to(server, from);
        held.add(raw);
        return raw;
    }

    @Test
    void loginsOfTwentyMegabytesEach() {
        var filling = "x".repeat(64 * 1024);
        for (int i = 0; i < 12; i++) {
            var login = hold("127.0.0.1");
            login.send(
                    RawHttp.head(
                            "POST /v1/session",
                            "Host: localhost",
                            "Content-Type: application/json",
                            "Transfer-Encoding: chunked"));
            login.send("8\r\n{\"key\":\"\r\n");
            for (int sent = 0; sent < 19 * MB && login.trySend("10000\r\n" + filling + "\r\n"); ) {
                sent += filling.length();
            }
        }
    }

    @Test
    void readersOfLargeOriginalsThatDoNotRead() {
        var picture = new byte[49 * MB];
        System.arraycopy(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF}, 0, picture, 0, 3);
        origin.serve("/large.jpg", picture);
        var batch = server.run(HEADER + "1,Mug," + origin.url("/large.jpg") + "\n");
        var path = "/v1/batches/%s/images/0/original".formatted(batch.get("id").asString());
        assertThat(server.get(path).statusCode()).isEqualTo(200);

        for (int i = 0; i < 40; i++) {
            hold("127.0.0.1").send(RawHttp.head("GET " + path, "Host: localhost"));
        }

        // 422: a machine that is slow at the moment may not fetch sixteen of them in their time
        assertThat(held.stream().limit(16).map(RawHttp::answerHead))
                .allMatch(answer -> answer.matches("(?s)HTTP/1.1 (200|422|429|503).*"));
        held.forEach(RawHttp::close);
    }

    @Test
    void listsOfMillionsOfImages() {
        var list = "{\"images\":[" + "{\"url\":\"x\"},".repeat(30 * MB / 12) + "{\"url\":\"\"}]}";

        for (var answer : together(8, () -> postJson(list))) {
            assertThat(answer).isIn(400, 429, 503, BROKEN_OFF);
        }
    }

    private static int postJson(String body) {
        return server.postJson("/v1/batches", body).statusCode();
    }

    @Test
    void workbooksFullOfSharedTexts() throws IOException {
        var random = new Random(1);
        var block = new byte[3000];
        for (int i = 0; i < block.length; i++) {
            block[i] = (byte) ('a' + random.nextInt(26));
        }
        var book =
                workbook(
                        strings -> {
                            strings.write("<sst>".getBytes(StandardCharsets.US_ASCII));
                            for (int chars = 0; chars < 60 * MB; chars += block.length) {
                                block[random.nextInt(block.length)] = 'X';
                                strings.write("<si><t>".getBytes(StandardCharsets.US_ASCII));
                                strings.write(block);
                                strings.write("</t></si>".getBytes(StandardCharsets.US_ASCII));
                            }
                            strings.write("</sst>".getBytes(StandardCharsets.US_ASCII));
                        },
                        "");

        for (var answer : together(8, () -> upload(book))) {
            assertThat(answer).isIn(400, 413, 429, 503, BROKEN_OFF);
        }
    }

    @Test
    void workbooksOfEmptyRows() throws IOException {
        var book =
                workbook(
                        o -> o.write("<sst/>".getBytes(StandardCharsets.US_ASCII)),
                        "<row/>".repeat(20 * MB));

        for (var answer : together(3, () -> upload(book))) {
            assertThat(answer).isEqualTo(413);
        }
    }

    private static int upload(byte[] book) {
        return server.send(new Form().file("file", "b.xlsx", book), "/v1/batches").statusCode();
    }

    private interface Writer {
        void write(OutputStream out) throws IOException;
    }

    private static byte[] workbook(Writer strings, String rows) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            entry(
                    zip,
                    "xl/workbook.xml",
                    o ->
                            o.write(
                                    "<workbook xmlns:r=\"r\"><sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
                                            .getBytes(StandardCharsets.US_ASCII)));
            entry(
                    zip,
                    "xl/_rels/workbook.xml.rels",
                    o ->
                            o.write(
                                    "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
                                            .getBytes(StandardCharsets.US_ASCII)));
            entry(zip, "xl/sharedStrings.xml", strings);
            entry(
                    zip,
                    "xl/worksheets/sheet1.xml",
                    o ->
                            o.write(
                                    ("<worksheet><sheetData>" + rows + "</sheetData></worksheet>")
                                            .getBytes(StandardCharsets.US_ASCII)));
        }
        return out.toByteArray();
    }

    private static void entry(ZipOutputStream zip, String name, Writer part) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        part.write(zip);
        zip.closeEntry();
    }

    private static List<Integer> together(int many, Callable<Integer> work) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Future<Integer>>();
            for (int i = 0; i < many; i++) {
                all.add(threads.submit(work));
            }
            return all.stream().map(AttackTest::result).toList();
        }
    }

    private static int result(Future<Integer> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOf(UncheckedIOException.class);
            return BROKEN_OFF;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Test
    void previewsOfLargePicturesThatNobodyReads() {
        var noise = new byte[10 * MB];
        new Random(1).nextBytes(noise);
        System.arraycopy(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF}, 0, noise, 0, 3);

        for (var answer :
                together(
                        12,
                        () ->
                                server.send(new Form().file("file", "a.jpg", noise), "/v1/preview")
                                        .statusCode())) {
            assertThat(answer).isIn(422, 429, 503, BROKEN_OFF);
        }
    }

    @Test
    void moreDrippingHeadersThanThereAreConnections() {
        for (int i = 0; i < 8_300; i++) {
            hold("127.0.1." + (1 + i % 40)).trySend("GET / HTTP/1.1\r\nHost: localhost\r\nX: ");
        }

        assertThat(server.get(ALIVE).statusCode()).isEqualTo(200);
        assertThat(
                        server.send(
                                        HttpRequest.newBuilder(
                                                        URI.create(server.url("/v1/batches")))
                                                .build())
                                .statusCode())
                .isEqualTo(200);
    }
}
