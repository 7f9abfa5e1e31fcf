package org.imgmill.processing;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Stream;
import org.imgmill.transcode.Recipe;
import org.imgmill.transcode.Transcoded;
import org.imgmill.transcode.Transcoder;
import org.springframework.beans.factory.DisposableBean;

/// A bounded pool of threads for pixels: one per core, however many images wait.
final class CodecPool implements DisposableBean {

    private final Transcoder transcoder;
    private final MeterRegistry meters;
    private final MeterPerWord<Transcoded.Codec, Timer> times;
    private final Timer refusals;
    private final ThreadPoolExecutor threads;
    private final Future<?> warm;
    private final InTurns waiting = new InTurns();

    /// Every image holds it for reading, a suspect one for writing: an image that may kill the node
    /// runs alone.
    private final ReentrantReadWriteLock alone = new ReentrantReadWriteLock(true);

    /// @param warmUp runs before the first image
    CodecPool(Transcoder transcoder, int size, MeterRegistry meters, Runnable warmUp) {
        this.transcoder = transcoder;
        this.meters = meters;
        this.times = new MeterPerWord<>(Transcoded.Codec.class, this::timer);
        this.refusals = timer("refused");
        this.threads =
                new ThreadPoolExecutor(
                        size,
                        size,
                        0,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        Thread.ofPlatform().name("codec-", 0).factory());
        countChildren();
        this.warm = threads.submit(warmUp);
    }

    private Timer timer(String codec) {
        return Timer.builder("imgmill.transcode")
                .description("A transcoding thread's time on one image")
                .tag("codec", codec)
                .register(meters);
    }

    private void countChildren() {
        Gauge.builder("imgmill.children.alive", () -> transcoder.children().alive())
                .description("Decoder processes that live")
                .register(meters);
        FunctionCounter.builder("imgmill.children.started", transcoder, t -> t.children().started())
                .description("Decoder processes that were started")
                .register(meters);
        FunctionCounter.builder("imgmill.children.lost", transcoder, t -> t.children().lost())
                .description("Decoder processes that crashed or were killed over an image")
                .register(meters);
        Gauge.builder("imgmill.codec.waiting", () -> threads.getQueue().size())
                .description("Images that wait for a transcoding thread")
                .register(meters);
    }

    /// Whether at least one image waits for every thread.
    boolean isSaturated() {
        return threads.getQueue().size() >= threads.getMaximumPoolSize();
    }

    /// Whether the codec runs at full speed.
    boolean isWarm() {
        return warm.state() == Future.State.SUCCESS;
    }

    /// Waits until the codec runs at full speed; it warms up while the rest of the server starts.
    void awaitWarm() {
        try {
            warm.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the codec cannot recompress its own pictures", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// @param owner for whom; owners take turns
    List<Transcoded> transcode(Object owner, byte[] input, int length, List<Recipe> recipes)
            throws InterruptedException {
        return await(
                owner,
                () -> {
                    alone.readLock().lock();
                    try {
                        return timed(input, length, recipes);
                    } finally {
                        alone.readLock().unlock();
                    }
                });
    }

    /// @param owner for whom
    /// @param before runs when nothing else is being transcoded on this node, right before the
    ///   image is touched
    List<Transcoded> transcodeAlone(
            Object owner, byte[] input, int length, List<Recipe> recipes, Runnable before)
            throws InterruptedException {
        return await(
                owner,
                () -> {
                    alone.writeLock().lock();
                    try {
                        before.run();
                        return timed(input, length, recipes);
                    } finally {
                        alone.writeLock().unlock();
                    }
                });
    }

    /// Timed by how the first output was made: requantised in this process, by libvips in a child,
    /// or kept as it was.
    private List<Transcoded> timed(byte[] input, int length, List<Recipe> recipes)
            throws InterruptedException {
        long start = System.nanoTime();
        var transcoded = transcoder.transcode(input, length, recipes);
        var time =
                transcoded.stream()
                        .flatMap(
                                one ->
                                        one instanceof Transcoded.Done done
                                                ? Stream.of(done)
                                                : Stream.empty())
                        .findFirst()
                        .map(done -> times.of(done.codec()))
                        .orElse(refusals);
        time.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        return transcoded;
    }

    private List<Transcoded> await(Object owner, Callable<List<Transcoded>> work)
            throws InterruptedException {
        var future = new FutureTask<>(work);
        waiting.add(owner, future);
        threads.execute(() -> waiting.next().run());
        try {
            return future.get();
        } catch (ExecutionException | CancellationException e) {
            throw new IllegalStateException("the transcoder broke", e);
        }
    }

    @Override
    public void destroy() {
        threads.shutdown();
        transcoder.close();
    }
}
