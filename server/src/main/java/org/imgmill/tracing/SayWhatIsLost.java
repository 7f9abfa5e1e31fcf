package org.imgmill.tracing;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says in the log when a collector takes no spans, every five minutes at most.
final class SayWhatIsLost implements SpanExporter {

    private static final Logger log = LoggerFactory.getLogger(SayWhatIsLost.class);
    private static final long PAUSE = Duration.ofMinutes(5).toNanos();

    private final SpanExporter exporter;
    private final URI collector;
    private int lost;
    private long silentUntil = System.nanoTime();

    SayWhatIsLost(SpanExporter exporter, URI collector) {
        this.exporter = exporter;
        this.collector = collector;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        var sent = exporter.export(spans);
        return sent.whenComplete(
                () -> {
                    if (!sent.isSuccess()) {
                        lost(spans.size(), sent.getFailureThrowable());
                    }
                });
    }

    private synchronized void lost(int spans, @Nullable Throwable failure) {
        lost += spans;
        if (System.nanoTime() - silentUntil < 0) {
            return;
        }
        log.warn(
                "{} takes no traces ({}). Spans lost: {}. Everything else goes on as before.",
                collector,
                reason(failure),
                lost);
        lost = 0;
        silentUntil = System.nanoTime() + PAUSE;
    }

    private static String reason(@Nullable Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return cause.toString();
            }
        }
        return "it answers with an error, --logging.level.io.opentelemetry=warn says which";
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }
}
