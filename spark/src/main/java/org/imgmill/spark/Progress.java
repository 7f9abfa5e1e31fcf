package org.imgmill.spark;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkContext;
import org.apache.spark.util.LongAccumulator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How far a run is: accumulators that Spark's pages show by their names, and a line a minute in
/// the log, which counts what running tasks have told since.
final class Progress implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Progress.class);
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final Counters counters;
    private final RunningTasks running;
    private final long images;
    private final Instant started = Instant.now();
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("progress").factory());

    /// What tasks count, in words.
    record Counters(
            LongAccumulator stored,
            LongAccumulator failed,
            LongAccumulator kilobytesIn,
            LongAccumulator bytesOut)
            implements Serializable {

        static Counters of(SparkContext spark) {
            return new Counters(
                    spark.longAccumulator("images stored"),
                    spark.longAccumulator("images failed"),
                    spark.longAccumulator("kilobytes downloaded"),
                    spark.longAccumulator("bytes stored"));
        }

        /// @param bytes of the outputs that were made
        void count(Ending ending, long bytes) {
            (ending.isStored() ? stored : failed).add(1);
            if (ending.bytesIn() != null) {
                kilobytesIn.add(ending.bytesIn() / 1024 + 1);
            }
            bytesOut.add(bytes);
        }
    }

    private Progress(Counters counters, RunningTasks running, long images) {
        this.counters = counters;
        this.running = running;
        this.images = images;
    }

    /// @param images that are to be fetched
    static Progress start(SparkContext spark, Counters counters, long images) {
        var running = new RunningTasks(List.of(counters.stored().id(), counters.failed().id()));
        spark.addSparkListener(running);
        var progress = new Progress(counters, running, images);
        var unused =
                progress.clock.scheduleWithFixedDelay(
                        progress::say, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return progress;
    }

    private void say() {
        long stored = counters.stored().value() + running.sum(counters.stored().id());
        long failed = counters.failed().value() + running.sum(counters.failed().id());
        double seconds = Math.max(1, Duration.between(started, Instant.now()).toMillis() / 1000.0);
        log.info(
                "{} of {} images: {} stored, {} failed, {} a second.",
                stored + failed,
                images,
                stored,
                failed,
                Math.round((stored + failed) / seconds));
    }

    @Override
    public void close() {
        clock.shutdownNow();
        say();
    }
}
