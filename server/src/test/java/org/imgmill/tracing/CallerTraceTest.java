package org.imgmill.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imgmill.tracing.Collector.attribute;
import static org.imgmill.tracing.Collector.hex;

import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.imgmill.origin.Origin;
import org.imgmill.origin.Parts;
import org.imgmill.testing.Form;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Uploads of callers who trace themselves.
class CallerTraceTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";

    @TempDir Path folder;

    private final Collector collector = new Collector();
    private final Origin origin = Origin.start().serve("/mug.jpg", Pictures.jpeg(120, 90));

    @AfterEach
    void close() {
        origin.close();
        collector.close();
    }

    @Test
    void theUploadIsASpanInTheCallersTraceAndEachOfTheTwoTracesIsLinkedToTheOther() {
        var batch = run("traceparent", parent("01"), "tracestate", "congo=t61rcWkgMzE");

        var upload = collector.trace(TRACE).getFirst();
        assertThat(upload.getName()).isEqualTo("POST /v1/batches");
        assertThat(upload.getKind()).isEqualTo(SpanKind.SPAN_KIND_SERVER);
        assertThat(hex(upload.getParentSpanId())).isEqualTo(SPAN);
        assertThat(upload.getTraceState()).isEqualTo("congo=t61rcWkgMzE");
        assertThat(attribute(upload, "imgmill.batch")).isEqualTo(batch);
        assertThat(attribute(upload, "http.response.status_code")).isEqualTo("202");
        assertThat(hex(upload.getLinks(0).getTraceId())).isEqualTo(batch.replace("-", ""));
        assertThat(hex(upload.getLinks(0).getSpanId())).isEqualTo(hex(accepted().getSpanId()));

        assertThat(accepted().getParentSpanId()).isEmpty();
        var link = accepted().getLinks(0);
        assertThat(hex(link.getTraceId())).isEqualTo(TRACE);
        assertThat(hex(link.getSpanId())).isEqualTo(SPAN);
        assertThat(link.getTraceState()).isEqualTo("congo=t61rcWkgMzE");
        assertThat(link.getFlags() & 1).isEqualTo(1);
    }

    @Test
    void aCallerWhoKeepsNoTraceIsSentNoSpanAndTheBatchIsTracedAllTheSame() {
        run("traceparent", parent("00"));

        assertThat(collector.trace(TRACE)).isEmpty();
        assertThat(hex(accepted().getLinks(0).getTraceId())).isEqualTo(TRACE);
        assertThat(accepted().getLinks(0).getFlags() & 1).isZero();
    }

    @Test
    void aMalformedParentIsAsGoodAsNone() {
        run("traceparent", "00-" + TRACE + "-0000000000000000-01");

        assertThat(collector.trace(TRACE)).isEmpty();
        assertThat(accepted().getLinksList()).isEmpty();
    }

    @Test
    void aRefusedUploadAddsNothingToTheCallersTrace() {
        try (var server = server()) {
            assertThat(upload(server, "nothing", "traceparent", parent("01")).statusCode())
                    .isEqualTo(400);
        }
        assertThat(collector.trace(TRACE)).isEmpty();
    }

    @Test
    void whatALaterNodeDoesForTheBatchHangsBelowTheSpanThatIsLinkedToTheCaller() {
        origin.play("/late.jpg", Parts.flapping(1, 404, Pictures.jpeg(60, 40)));
        String batch;
        try (var first = server()) {
            batch = id(upload(first, catalogue("/late.jpg"), "traceparent", parent("01")));
            first.awaitEnd(batch);
        }
        try (var later = server()) {
            later.post("/v1/batches/" + batch + "/retry");
            assertThat(later.awaitEnd(batch).at("/counts/stored").asInt()).isEqualTo(1);
        }

        assertThat(hex(accepted().getLinks(0).getTraceId())).isEqualTo(TRACE);
        assertThat(collector.named("process batch"))
                .hasSize(2)
                .allSatisfy(
                        span -> {
                            assertThat(span.getTraceId()).isEqualTo(accepted().getTraceId());
                            assertThat(span.getParentSpanId()).isEqualTo(accepted().getSpanId());
                        });
    }

    /// Runs a batch that was uploaded with these headers, to the end of its server.
    private String run(String... headers) {
        try (var server = server()) {
            var batch = id(upload(server, catalogue("/mug.jpg"), headers));
            server.awaitEnd(batch);
            return batch;
        }
    }

    private Server server() {
        return Server.start(
                "--imgmill.data-dir=" + folder, "--imgmill.tracing.endpoint=" + collector.url());
    }

    private static HttpResponse<String> upload(Server server, String csv, String... headers) {
        return server.send(new Form().file("file", "products.csv", csv), "/v1/batches", headers);
    }

    private static String id(HttpResponse<String> answer) {
        return Server.json(answer.body()).get("id").asString();
    }

    private String catalogue(String path) {
        return "S. No.,Product Name,Input Image Urls\n1,Mug," + origin.url(path);
    }

    private Span accepted() {
        assertThat(collector.named("accept batch")).hasSize(1);
        return collector.named("accept batch").getFirst();
    }

    private static String parent(String flags) {
        return "00-%s-%s-%s".formatted(TRACE, SPAN, flags);
    }
}
