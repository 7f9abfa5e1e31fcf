package org.imgmill.tracing;

import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/// Sends spans to a collector: many at a time, on a thread of its own, from a queue that drops what
/// it has no room for.
final class OtlpExport {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration DELAY = Duration.ofSeconds(1);
    private static final int MOST_WAITING = 8192;

    private OtlpExport() {}

    /// @param headers for the collector
    /// @param version of this imgmill
    /// @param node the name of this one
    static SdkTracerProvider to(
            URI endpoint, Map<String, String> headers, String version, String node) {
        var resource =
                Attributes.of(
                        stringKey("service.name"),
                        "imgmill",
                        stringKey("service.instance.id"),
                        node,
                        stringKey("service.version"),
                        version);
        return SdkTracerProvider.builder()
                .setIdGenerator(new AgreedIds())
                .setSampler(Sampler.alwaysOn())
                .setResource(Resource.create(resource))
                .addSpanProcessor(
                        BatchSpanProcessor.builder(exporter(withPath(endpoint), headers))
                                .setScheduleDelay(DELAY)
                                .setExporterTimeout(TIMEOUT)
                                .setMaxQueueSize(MOST_WAITING)
                                .build())
                .build();
    }

    private static SpanExporter exporter(URI address, Map<String, String> headers) {
        var exporter =
                OtlpHttpSpanExporter.builder()
                        .setEndpoint(address.toString())
                        .setTimeout(TIMEOUT)
                        .setCompression("gzip");
        headers.forEach(exporter::addHeader);
        return new SayWhatIsLost(exporter.build(), address);
    }

    /// Many operators know their collector by host and port only.
    private static URI withPath(URI endpoint) {
        var path = endpoint.getPath();
        return path.isEmpty() || path.equals("/") ? endpoint.resolve("/v1/traces") : endpoint;
    }
}
