package org.imgmill.processing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.imgmill.attempt.FailureCode;
import org.imgmill.batch.LaneSettings;
import org.imgmill.fetch.Body;
import org.imgmill.transcode.Recipe;
import org.imgmill.transcode.Transcoded;
import org.springframework.stereotype.Component;

/// Some images outside any batch, all at once and each tried once, until the time is up: behind the
/// same guard as all others, and within what hosts are granted.
///
/// ```
/// fetching -> fetched -> measured
///     |          |-----> failed
///     |          '-----> unmeasured   (the time was up)
///     |----------------> failed
///     '----------------> unanswered   (the time was up)
/// ```
@Component
public class SampleImages {

    private final Preview preview;
    private final CodecPool codec;
    private final int workers;
    private final int ofOneHost;

    SampleImages(Preview preview, CodecPool codec, TranscodeSettings settings, LaneSettings lanes) {
        this.ofOneHost = lanes.window() * lanes.lanesPerHost();
        this.preview = preview;
        this.codec = codec;
        this.workers = settings.workers();
    }

    /// What was seen of one image.
    public sealed interface Seen {}

    /// @param bytesOut of all its outputs
    /// @param fetching how long the host took
    /// @param working how long the outputs took, once it was their turn
    public record Measured(long bytesIn, long bytesOut, Duration fetching, Duration working)
            implements Seen {}

    public record Failed(FailureCode code, String detail) implements Seen {}

    /// It arrived, and had no turn at the codec.
    public record Unmeasured() implements Seen {}

    /// Its host was silent to the end.
    public record Unanswered() implements Seen {}

    /// Images that this node transcodes at a time.
    public int workers() {
        return workers;
    }

    /// Images of one host that a batch fetches at a time.
    public int ofOneHost() {
        return ofOneHost;
    }

    /// The bytes of images that a sample has in memory at a time.
    public long mostBytes() {
        return preview.mostBytes();
    }

    /// Ends when the time is up, whatever hosts do: what has not ended by then is broken off, and
    /// not waited for.
    ///
    /// @return in the order of the URLs
    public List<Seen> run(List<String> urls, List<Recipe> recipes, Duration time)
            throws InterruptedException {
        var memory = new Semaphore(1);
        var tries = urls.stream().map(url -> new Try(url, recipes, memory)).toList();
        var threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().factory());
        try {
            var ended = threads.invokeAll(tries, time.toNanos(), TimeUnit.NANOSECONDS);
            var seen = new ArrayList<Seen>(urls.size());
            for (int i = 0; i < ended.size(); i++) {
                seen.add(seen(tries.get(i), ended.get(i)));
            }
            return seen;
        } finally {
            threads.shutdownNow();
        }
    }

    private static Seen seen(Try one, Future<Seen> ended) throws InterruptedException {
        if (ended.isCancelled()) {
            return one.fetched ? new Unmeasured() : new Unanswered();
        }
        try {
            return ended.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a sample broke at " + one.url, e.getCause());
        }
    }

    private final class Try implements Callable<Seen> {

        private final String url;
        private final List<Recipe> recipes;
        private final Semaphore memory;
        private volatile boolean fetched;

        Try(String url, List<Recipe> recipes, Semaphore memory) {
            this.url = url;
            this.recipes = recipes;
            this.memory = memory;
        }

        @Override
        public Seen call() throws InterruptedException {
            long began = System.nanoTime();
            return switch (preview.fetch(url)) {
                case Preview.Fetched(var body) -> {
                    fetched = true;
                    yield measure(body, Duration.ofNanos(System.nanoTime() - began));
                }
                case Preview.Failed(var code, var detail) -> new Failed(code, detail);
                case Preview.NotKept _, Preview.Later _ -> new Unmeasured();
                case Preview.Made _ ->
                        throw new IllegalStateException("nothing was to be made of " + url);
            };
        }

        private Seen measure(Body body, Duration fetching) throws InterruptedException {
            try (body) {
                memory.acquire();
                try (var in = body.stream()) {
                    var input = in.readAllBytes();
                    long began = System.nanoTime();
                    var made = codec.transcode(SampleImages.this, input, input.length, recipes);
                    return sum(
                            input.length,
                            made,
                            fetching,
                            Duration.ofNanos(System.nanoTime() - began));
                } finally {
                    memory.release();
                }
            } catch (IOException | UncheckedIOException _) {
                // This node's own disk did not give it back: nothing is known of the image.
                return new Unmeasured();
            }
        }

        private static Seen sum(
                long bytesIn, List<Transcoded> made, Duration fetching, Duration working) {
            long bytesOut = 0;
            for (var one : made) {
                switch (one) {
                    case Transcoded.Done done -> bytesOut += done.bytes().length;
                    case Transcoded.Refused(var reason, var detail) -> {
                        return new Failed(FailureCode.of(reason), detail);
                    }
                }
            }
            return new Measured(bytesIn, bytesOut, fetching, working);
        }
    }
}
