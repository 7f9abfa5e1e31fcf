package org.imgmill.tracing;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.imgmill.origin.Origin;
import org.imgmill.origin.Request;

/// Whoever collects traces, on a loopback address: it takes OTLP over HTTP and keeps the spans.
final class Collector implements AutoCloseable {

    private static final String PATH = "/v1/traces";

    private final Queue<Span> spans = new ConcurrentLinkedQueue<>();
    private final Origin origin =
            Origin.start()
                    .play(
                            PATH,
                            (request, reply) -> {
                                spans(request).forEach(spans::add);
                                reply.respond(
                                        200,
                                        "Content-Type: application/x-protobuf\r\n",
                                        new byte[0]);
                            });

    private static Stream<Span> spans(Request request) throws IOException {
        try (var body = new GZIPInputStream(new ByteArrayInputStream(request.body()))) {
            return ExportTraceServiceRequest.parseFrom(body).getResourceSpansList().stream()
                    .flatMap(resource -> resource.getScopeSpansList().stream())
                    .flatMap(scope -> scope.getSpansList().stream());
        }
    }

    String url() {
        return origin.url("");
    }

    List<Request> requests() {
        return origin.requests(PATH);
    }

    List<Span> named(String name) {
        return spans.stream().filter(span -> span.getName().equals(name)).toList();
    }

    /// In the order in which they began.
    List<Span> trace(String id) {
        return spans.stream()
                .filter(span -> hex(span.getTraceId()).equals(id))
                .sorted(java.util.Comparator.comparingLong(Span::getStartTimeUnixNano))
                .toList();
    }

    static String hex(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }

    /// Its text, or its number as text.
    static String attribute(Span span, String key) {
        return span.getAttributesList().stream()
                .filter(attribute -> attribute.getKey().equals(key))
                .map(attribute -> text(attribute.getValue()))
                .findFirst()
                .orElse("");
    }

    private static String text(AnyValue value) {
        return value.hasStringValue() ? value.getStringValue() : Long.toString(value.getIntValue());
    }

    @Override
    public void close() {
        origin.close();
    }
}
