package org.imgmill.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.imgmill.tracing.Collector.attribute;
import static org.imgmill.tracing.Collector.hex;

import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.util.ArrayList;
import java.util.List;
import org.imgmill.origin.Origin;
import org.imgmill.origin.Parts;
import org.imgmill.origin.Request;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TracingTest {

    private final Collector collector = new Collector();
    private final Origin origin =
            Origin.start()
                    .serve("/mug.jpg", Pictures.jpeg(120, 90))
                    .play("/hook", Parts.status(204, ""));

    @AfterEach
    void close() {
        origin.close();
        collector.close();
    }

    @Test
    void aBatchIsOneTraceUnderItsIdWhichTheReceiversOfItsWebhooksMayJoin() {
        var batch =
                traced("0", "--imgmill.webhook.url=" + origin.url("/hook"), origin.url("/mug.jpg"));

        var trace = collector.trace(batch.replace("-", ""));
        var root = trace.getFirst();
        assertThat(root.getName()).isEqualTo("accept batch");
        assertThat(root.getParentSpanId()).isEmpty();
        assertThat(trace.subList(1, trace.size()))
                .extracting(Span::getName)
                .containsOnly("process batch", "deliver webhook");
        assertThat(trace.subList(1, trace.size()))
                .extracting(Span::getParentSpanId)
                .containsOnly(root.getSpanId());
        assertThat(trace).extracting(span -> attribute(span, "imgmill.batch")).containsOnly(batch);
        assertThat(origin.requests("/hook"))
                .isNotEmpty()
                .extracting(request -> request.header("traceparent"))
                .containsExactlyInAnyOrderElementsOf(
                        collector.named("deliver webhook").stream()
                                .map(TracingTest::traceparent)
                                .toList());
    }

    @Test
    void aFailedImageHasATraceEvenIfNoneIsSampled() {
        var batch = traced("0", origin.url("/mug.jpg"), origin.url("/no-such.jpg"));

        assertThat(collector.named("process image")).hasSize(1);
        var image = collector.named("process image").getFirst();
        assertThat(attribute(image, "error.type")).isEqualTo("http_status");
        assertThat(attribute(image, "http.response.status_code")).isEqualTo("404");
        assertThat(image.getLinksList())
                .extracting(link -> hex(link.getTraceId()))
                .containsExactly(batch.replace("-", ""));
        assertThat(collector.trace(hex(image.getTraceId())))
                .extracting(Span::getName, span -> span.getStatus().getCode())
                .containsExactlyInAnyOrder(
                        tuple("process image", StatusCode.STATUS_CODE_ERROR),
                        tuple("download", StatusCode.STATUS_CODE_ERROR));
    }

    @Test
    void aSampledImageShowsItsStepsOneAfterTheOther() {
        traced("1", origin.url("/mug.jpg"));

        var image = collector.named("process image").getFirst();
        assertThat(attribute(image, "imgmill.outcome")).isEqualTo("stored");
        var steps =
                List.of(
                        collector.named("download").getFirst(),
                        collector.named("transcode").getFirst(),
                        collector.named("store").getFirst());
        assertThat(steps).extracting(Span::getTraceId).containsOnly(image.getTraceId());
        assertThat(steps).extracting(Span::getParentSpanId).containsOnly(image.getSpanId());
        var times = new ArrayList<Long>();
        times.add(image.getStartTimeUnixNano());
        for (var step : steps) {
            times.add(step.getStartTimeUnixNano());
            times.add(step.getEndTimeUnixNano());
        }
        times.add(image.getEndTimeUnixNano());
        assertThat(times).isSorted();
    }

    @Test
    void allTriesAtASampledImageAreInOneTrace() {
        origin.play("/later.jpg", Parts.flapping(1, 503, Pictures.jpeg(60, 40)));

        traced("1", origin.url("/later.jpg"));

        assertThat(collector.named("process image"))
                .extracting(
                        span -> attribute(span, "imgmill.try"),
                        span -> attribute(span, "imgmill.outcome"))
                .containsExactlyInAnyOrder(tuple("1", "again"), tuple("2", "stored"));
        assertThat(collector.named("process image"))
                .extracting(Span::getTraceId)
                .containsOnly(collector.named("process image").getFirst().getTraceId());
    }

    @Test
    void theCollectorGetsTheHeadersThatItAsksForAndNoUrlOfAnImage() {
        traced("1", "--imgmill.tracing.headers.Api-Key=abc", origin.url("/mug.jpg?token=secret"));

        assertThat(collector.requests())
                .isNotEmpty()
                .extracting(request -> request.header("api-key"))
                .containsOnly("abc");
        assertThat(collector.named("process image").toString())
                .contains("127.0.0.1")
                .doesNotContain("mug.jpg")
                .doesNotContain("secret");
    }

    @Test
    void aNodeSaysOfWhichVersionItIs() {
        traced("0", origin.url("/mug.jpg"));

        assertThat(collector.senders())
                .isNotEmpty()
                .extracting(sender -> attribute(sender.getAttributesList(), "service.version"))
                .allMatch(version -> version.matches("\\d+\\.\\d+\\.\\d+.*"));
    }

    @Test
    void withoutACollectorWebhooksSayNothingOfATrace() {
        run("--imgmill.webhook.url=" + origin.url("/hook"), origin.url("/mug.jpg"));

        assertThat(origin.requests("/hook"))
                .isNotEmpty()
                .extracting(Request::headers)
                .allSatisfy(headers -> assertThat(headers).doesNotContainKey("traceparent"));
    }

    private String traced(String sample, String... settingsAndUrls) {
        var all = new ArrayList<>(List.of(settingsAndUrls));
        all.add("--imgmill.tracing.endpoint=" + collector.url());
        all.add("--imgmill.tracing.sample=" + sample);
        return run(all.toArray(String[]::new));
    }

    /// Runs a batch on a server of its own, to the end of both.
    ///
    /// @param settingsAndUrls settings begin with two dashes
    /// @return the batch's id
    private String run(String... settingsAndUrls) {
        var settings = List.of(settingsAndUrls).stream().filter(TracingTest::isSetting).toList();
        var urls = List.of(settingsAndUrls).stream().filter(word -> !isSetting(word)).toList();
        try (var server = Server.start(settings.toArray(String[]::new))) {
            return server.run(
                            "S. No.,Product Name,Input Image Urls\n1,Mug,\"%s\"\n"
                                    .formatted(String.join(",", urls)))
                    .get("id")
                    .asString();
        }
    }

    private static boolean isSetting(String word) {
        return word.startsWith("--");
    }

    private static String traceparent(Span span) {
        return "00-%s-%s-01".formatted(hex(span.getTraceId()), hex(span.getSpanId()));
    }
}
