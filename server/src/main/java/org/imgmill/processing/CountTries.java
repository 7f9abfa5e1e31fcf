package org.imgmill.processing;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import org.imgmill.attempt.FailureCode;
import org.imgmill.batch.Lanes;
import org.imgmill.batch.Outcome;
import org.imgmill.transcode.Transcoded;
import org.jspecify.annotations.Nullable;

/// Counts how tries end, by the words that operators know, and how long their steps take.
final class CountTries implements TryListener {

    private final HostFailures hosts;
    private final Timer whole;
    private final Timer download;
    private final Timer store;
    private final MeterPerWord<Transcoded.Codec, Counter> stored;
    private final MeterPerWord<FailureCode, Counter> failed;
    private final MeterPerWord<Outcome.Reason, Counter> again;
    private final Counter unchanged;
    private final Counter bytesIn;
    private final Counter bytesOut;

    CountTries(HostFailures hosts, MeterRegistry meters) {
        this.hosts = hosts;
        whole = timer(meters, "imgmill.image", "One try at an image, from its URL to its ending");
        download =
                timer(
                        meters,
                        "imgmill.download",
                        "From the URL to the bytes, or to why there are none");
        store = timer(meters, "imgmill.store", "Storing one output");
        stored =
                new MeterPerWord<>(
                        Transcoded.Codec.class, codec -> ended(meters, "stored", "", codec));
        failed = new MeterPerWord<>(FailureCode.class, code -> ended(meters, "failed", code, ""));
        again =
                new MeterPerWord<>(
                        Outcome.Reason.class, reason -> ended(meters, "again", reason, ""));
        unchanged = ended(meters, "unchanged", "", "");
        bytesIn = bytes(meters, "imgmill.input", "Images that were stored, as they came");
        bytesOut = bytes(meters, "imgmill.output", "Their outputs");
    }

    private static Timer timer(MeterRegistry meters, String name, String description) {
        return Timer.builder(name).description(description).register(meters);
    }

    private static Counter bytes(MeterRegistry meters, String name, String description) {
        return Counter.builder(name).description(description).baseUnit("bytes").register(meters);
    }

    private static Counter ended(MeterRegistry meters, String outcome, String code, String codec) {
        return Counter.builder("imgmill.images")
                .description("Tries at images by how they ended")
                .tags("outcome", outcome, "code", code, "codec", codec)
                .register(meters);
    }

    @Override
    public void ended(Lanes.Turn turn, Lanes.Due due, Outcome outcome, StepClock steps) {
        count(turn.host(), outcome, steps.way());
        time(steps.took());
    }

    private void count(String host, Outcome ending, Transcoded.@Nullable Codec way) {
        switch (ending) {
            case Outcome.Stored(_, _, _, _, _, var in, var out, _, _, _, _, var keptAs, _, _) -> {
                if (keptAs != null) {
                    unchanged.increment();
                    return;
                }
                if (way != null) {
                    stored.of(way).increment();
                }
                bytesIn.increment(in);
                bytesOut.increment(out);
            }
            case Outcome.Failed(_, _, _, var code, _, _, _, _) -> {
                failed.of(code).increment();
                if (code != FailureCode.INTERNAL) {
                    hosts.failed(host);
                }
            }
            case Outcome.Again(_, _, _, var reason) -> {
                again.of(reason).increment();
                if (reason == Outcome.Reason.FAILED) {
                    hosts.failed(host);
                }
            }
        }
    }

    private void time(List<Duration> took) {
        whole.record(took.stream().reduce(Duration.ZERO, Duration::plus));
        download.record(took.getFirst());
        if (took.size() == StepClock.STEPS) {
            store.record(took.getLast());
        }
    }
}
