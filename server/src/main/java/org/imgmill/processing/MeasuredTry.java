package org.imgmill.processing;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.imgmill.batch.Ending;
import org.imgmill.batch.Lanes;

/// Counts how tries end, by the words that operators know.
final class MeasuredTry implements ImageTry {

    private final ImageTry work;
    private final MeterRegistry meters;
    private final Timer time;
    private final Counter bytesIn;
    private final Counter bytesOut;

    MeasuredTry(ImageTry work, MeterRegistry meters) {
        this.work = work;
        this.meters = meters;
        this.time =
                Timer.builder("imgmill.image")
                        .description("One try at an image, from its URL to its ending")
                        .publishPercentileHistogram()
                        .register(meters);
        this.bytesIn =
                counter("imgmill.bytes.in", "Bytes of the images that were stored, as they came");
        this.bytesOut = counter("imgmill.bytes.out", "Bytes of their outputs");
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).baseUnit("bytes").register(meters);
    }

    @Override
    public Ending run(Lanes.Turn turn, Lanes.Due due, Codec codec, HostNews news)
            throws InterruptedException {
        long start = System.nanoTime();
        var ending = work.run(turn, due, codec, news);
        time.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        switch (ending) {
            case Ending.Stored stored -> {
                ended("stored", "");
                bytesIn.increment(stored.bytesIn());
                bytesOut.increment(stored.bytesOut());
            }
            case Ending.Failed failed -> ended("failed", failed.code().word());
            case Ending.Again again ->
                    ended("again", again.reason().name().toLowerCase(Locale.ROOT));
        }
        return ending;
    }

    private void ended(String outcome, String code) {
        meters.counter("imgmill.images", "outcome", outcome, "code", code).increment();
    }
}
