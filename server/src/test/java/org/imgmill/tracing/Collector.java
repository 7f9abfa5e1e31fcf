package org.imgmill.tracing;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.GZIPInputStream;
import org.imgmill.origin.Origin;
import org.imgmill.origin.Request;

/// Whoever collects traces, on a loopback address: it takes OTLP over HTTP and keeps the spans.
final class Collector implements AutoCloseable {

    private static final String PATH = "/v1/traces";

    private final Queue<Span> spans = new ConcurrentLinkedQueue<>();
    private final Queue<Resource> senders = new ConcurrentLinkedQueue<>();
    private final Origin origin =
            Origin.start()
                    .play(
                            PATH,
                            (request, reply) -> {
                                for (var sent : sent(request)) {
                                    senders.add(sent.getResource());
                                    sent.getScopeSpansList()
                                            .forEach(scope -> spans.addAll(scope.getSpansList()));
                                }
                                reply.respond(
                                        200,
                                        "Content-Type: application/x-protobuf\r\n",
                                        new byte[0]);
                            });

    private static List<ResourceSpans> sent(Request request) throws IOException {
        try (var body = new GZIPInputStream(new ByteArrayInputStream(request.body()))) {
            return ExportTraceServiceRequest.parseFrom(body).getResourceSpansList();
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

    /// What the senders of spans say of themselves, one for each request.
    List<Resource> senders() {
        return List.copyOf(senders);
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
        return attribute(span.getAttributesList(), key);
    }

    static String attribute(List<KeyValue> attributes, String key) {
        return attributes.stream()
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
