package org.imgmill.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class LogTest {

    /// The number of a batch's first image, as the API has it.
    private static final String FIRST = "0";

    @TempDir Path dataDirectory;

    private final Origin origin =
            Origin.start()
                    .play("/broken.jpg", (_, reply) -> reply.respond(500, "", new byte[0]))
                    .play("/hook", (_, reply) -> reply.respond(410, "", new byte[0]));
    private String batch = "";

    @AfterEach
    void close() {
        origin.close();
    }

    @Test
    void everyLineIsAnObjectAndSaysWhichBatchAndImageItIsAbout() throws Exception {
        var lines = linesOver("json").stream().map(Server::json).toList();

        assertThat(lines).allSatisfy(line -> assertThat(line.path("message").isString()).isTrue());
        assertThatObject(the(lines, line -> said(line, "failed 1 times in a row")))
                .returns("INFO", line -> line.at("/log/level").asString())
                .returns(batch, line -> line.path("batch").asString())
                .returns(FIRST, line -> line.path("image").asString());
        assertThatObject(the(lines, line -> said(line, "The batch ended: failed.")))
                .returns(batch, line -> line.path("batch").asString());
        assertThatObject(the(lines, line -> said(line, "The webhook is not called again")))
                .returns(batch, line -> line.path("batch").asString())
                .returns(true, line -> line.path("delivery").isString());
    }

    @Test
    void peopleReadOneLineForEachEventWithTheBatchAndImageItIsAbout() throws Exception {
        var lines = linesOver("text");

        assertThat(lines).allSatisfy(line -> assertThat(line).matches("20\\S+ +INFO .*"));
        assertThat(the(lines, line -> line.contains("failed 1 times in a row")))
                .contains("batch=" + batch)
                .contains("image=" + FIRST);
        assertThat(the(lines, line -> line.contains("The batch was accepted.")))
                .contains("[batch=" + batch + "]");
    }

    /// What a server says from its start to its end about a batch whose one image fails and whose
    /// webhook is gone.
    private List<String> linesOver(String form) throws Exception {
        try (var server =
                ServerProcess.start(
                        dataDirectory,
                        "--imgmill.log=" + form,
                        "--imgmill.outbound.allow=127.0.0.0/8",
                        "--imgmill.processing.attempts=1",
                        "--imgmill.processing.breaker-failures=1",
                        "--imgmill.webhook.url=" + origin.url("/hook"))) {
            var client = Server.at(server.address());
            batch =
                    client.upload(
                            "S. No.,Product Name,Input Image Urls\n1,Mug,%s\n"
                                    .formatted(origin.url("/broken.jpg")));
            var said = server.saidUntil("The webhook is not called again");
            server.process().toHandle().destroy();
            return (said + server.saidUntil("(no such line)")).lines().toList();
        }
    }

    private static boolean said(JsonNode line, String words) {
        return line.path("message").asString().contains(words);
    }

    private static <T> T the(List<T> lines, Predicate<T> wanted) {
        return lines.stream()
                .filter(wanted)
                .findFirst()
                .orElseThrow(() -> new AssertionError("not in the log:\n" + lines));
    }
}
