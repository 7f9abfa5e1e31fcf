package org.imgmill.processing;

import static org.assertj.core.api.Assertions.assertThat;

import org.imgmill.origin.Origin;
import org.imgmill.origin.Part;
import org.imgmill.origin.Parts;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Which failures get another try, by what the host saw.
class RetriesTest {

    private static final int TRIES = 4;

    private final Server server = Server.shared();
    private final Origin origin = Origin.start();
    private final byte[] photo = Pictures.jpeg(64, 48);

    @AfterEach
    void close() {
        origin.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {202, 408, 423, 425, 500, 502, 503, 504})
    void aStatusThatMayPassIsTriedFourTimes(int status) {
        var image = imageOf(Parts.status(status, ""));

        assertThat(image.get("code").asString()).isEqualTo("http_status");
        assertThat(image.get("http_status").asInt()).isEqualTo(status);
        assertThat(image.get("attempts").asInt()).isEqualTo(TRIES);
        assertThat(origin.requests()).hasSize(TRIES);
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 205, 206, 400, 401, 403, 404, 410, 451})
    void aStatusThatStaysIsNotTriedAgain(int status) {
        var image = imageOf(Parts.status(status, ""));

        assertThat(image.get("code").asString()).isEqualTo("http_status");
        assertThat(image.get("attempts").asInt()).isEqualTo(1);
        assertThat(origin.requests()).hasSize(1);
    }

    @Test
    void aResetIsTriedFourTimes() {
        var image = imageOf(Parts.resetAfter(photo, 0));

        assertThat(image.get("code").asString()).isEqualTo("connect");
        assertThat(image.get("attempts").asInt()).isEqualTo(TRIES);
    }

    @Test
    void aHostThatRecoversInTimeIsForgiven() {
        var image = imageOf(Parts.flapping(TRIES - 1, 503, photo));

        assertThat(image.get("status").asString()).isEqualTo("stored");
        assertThat(image.get("attempts").asInt()).isEqualTo(TRIES);
    }

    @Test
    void aHostThatAsksForPatienceUsesUpNoTries() {
        int refusals = TRIES + 2;
        var image =
                imageOf(
                        (request, reply) -> {
                            if (origin.requests().size() <= refusals) {
                                reply.respond(429, "Retry-After: 0\n", new byte[0]);
                            } else {
                                reply.respond(200, "", photo);
                            }
                        });

        assertThat(image.get("status").asString()).isEqualTo("stored");
        assertThat(origin.requests()).hasSize(refusals + 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {202, 420, 423})
    void aPictureThatIsNotReadyYetIsStoredWhenItIs(int status) {
        var image =
                imageOf(
                        (request, reply) -> {
                            boolean ready = origin.requests().size() > 1;
                            reply.respond(
                                    ready ? 200 : status,
                                    "Retry-After: 0\n",
                                    ready ? photo : new byte[0]);
                        });

        assertThat(image.get("status").asString()).isEqualTo("stored");
    }

    @Test
    void aCodingThatCannotBeUndoneIsTriedOnceAndNamed() {
        var image = imageOf(Parts.ok("Content-Encoding: br\n", photo));

        assertThat(image.get("code").asString()).isEqualTo("unsupported_format");
        assertThat(image.get("attempts").asInt()).isEqualTo(1);
    }

    @Test
    void whatAHostAnswersIsNoFailureOfTheHost() {
        var rows = new StringBuilder("S. No.,Product Name,Input Image Urls\n");
        for (int i = 0; i < 80; i++) {
            var path = "/" + i + ".jpg";
            origin.play(path, i < 60 ? Parts.raw("no HTTP\n") : Parts.ok("", photo));
            rows.append("%d,Mug,%s\n".formatted(i, origin.url(path)));
        }

        var batch = server.run(rows.toString());

        assertThat(batch.at("/counts/stored").asInt()).isEqualTo(20);
        var failures =
                server.db()
                        .sql("select coalesce(sum(failures), 0) from host where authority = ?")
                        .param("127.0.0.1:" + origin.port())
                        .query(Integer.class)
                        .single();
        assertThat(failures).isZero();
    }

    private JsonNode imageOf(Part part) {
        origin.play("/a.jpg", part);
        var batch =
                server.run("S. No.,Product Name,Input Image Urls\n1,Mug," + origin.url("/a.jpg"));
        return Server.json(server.get(batch.at("/links/images").asString()).body()).at("/data/0");
    }
}
