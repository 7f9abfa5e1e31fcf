package org.imgmill.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Form;
import org.imgmill.testing.Gate;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What `Accept` rules out is not begun, and a refusal can always be read.
class AcceptHeaderTest {

    private static final String CSV =
            "S. No.,Product Name,Input Image Urls\n1,Mug,javascript:accept\n";

    private final Server server = Server.shared();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/batches",
                "/api/upload",
                "/upload",
                "/image/upload/",
                "/compat/async-image-processing/api/upload",
                "/compat/async-image-processor/api/upload"
            })
    void anUploadWhoseAnswerNobodyWantsMakesNoBatch(String path) {
        long before = batches();

        var answer =
                server.send(
                        new Form().file("file", "products.csv", CSV), path, "Accept", "text/html");

        assertThat(answer.statusCode()).isEqualTo(406);
        assertThat(answer.headers().firstValue("content-type").orElse("")).contains("json");
        assertThat(batches()).isEqualTo(before);
    }

    @Test
    void aListWhoseAnswerNobodyWantsMakesNoBatch() {
        long before = batches();
        var request =
                HttpRequest.newBuilder(URI.create(server.url("/v1/batches")))
                        .header("Content-Type", "application/json")
                        .header("Accept", "text/html")
                        .POST(BodyPublishers.ofString("{\"images\": [{\"url\": \"http://x/\"}]}"))
                        .build();

        assertThat(server.send(request).statusCode()).isEqualTo(406);
        assertThat(batches()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /v1/batches/x/results.csv                    | "code":"not_found"
                    /v1/batches/x                                | "code":"not_
                    /v1/batches/x/events                         | "code":"not_found"
                    /nowhere                                     | "code":"not_found"
                    /api/download/x                              | "error":"Request ID
                    /results/x_results.csv                       | "error":"Request ID
                    /static/csv/x.csv                            | "msg":"Request ID
                    /image/status/x                              | "detail":"
                    /compat/async-image-processing/static/csv/x.csv | "msg":"Request ID
                    """)
    void aRefusalIsJsonWhateverAcceptSays(String path, String said) {
        for (var type : new String[] {"text/csv", "image/png", "application/zip"}) {
            var answer = get(path, type);

            assertThat(answer.statusCode()).as(type).isIn(404, 406);
            assertThat(answer.body()).contains(said);
        }
    }

    @Test
    void aDownloadThatIsNotReadyIsRefusedInTheFormOfItsFace() throws Exception {
        try (var origin = Origin.start()) {
            var gate = new Gate(origin, 1);
            var id = server.upload(gate.catalogue());
            gate.await(1);

            var answer = get("/api/download/" + id, "text/csv");

            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).contains("\"error\":\"Processing is not complete\"");
            gate.open();
            server.awaitEnd(id);
        }
    }

    private HttpResponse<String> get(String path, String accept) {
        return server.send(
                HttpRequest.newBuilder(URI.create(server.url(path)))
                        .header("Accept", accept)
                        .build());
    }

    private long batches() {
        return server.db().sql("select count(*) from batch").query(Long.class).single();
    }
}
