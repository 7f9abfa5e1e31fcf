package org.imgmill.processing;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.imgmill.transcode.Recipe;
import org.imgmill.transcode.Transcoded;
import org.imgmill.transcode.Transcoder;
import org.springframework.beans.factory.DisposableBean;

/// A bounded pool of threads for pixels: one per core, however many images wait.
final class CodecPool implements DisposableBean {

    private final Transcoder transcoder;
    private final ThreadPoolExecutor threads;
    private final Future<?> warm;

    /// Held for reading by every image, for writing by a suspect one: whoever may kill the node
    /// does it alone.
    private final ReentrantReadWriteLock alone = new ReentrantReadWriteLock(true);

    CodecPool(Transcoder transcoder, int size) {
        this.transcoder = transcoder;
        this.threads =
                new ThreadPoolExecutor(
                        size,
                        size,
                        0,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        Thread.ofPlatform().name("codec-", 0).factory());
        this.warm = threads.submit(Transcoder::warmUp);
    }

    /// Whether at least one image waits for every thread.
    boolean isSaturated() {
        return threads.getQueue().size() >= threads.getMaximumPoolSize();
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

    Transcoded transcode(byte[] input, int length, Recipe recipe) throws InterruptedException {
        return await(
                () -> {
                    alone.readLock().lock();
                    try {
                        return transcoder.transcode(input, length, recipe);
                    } finally {
                        alone.readLock().unlock();
                    }
                });
    }

    /// @param before runs when nothing else is being transcoded on this node, right before the
    ///   image is touched
    Transcoded transcodeAlone(byte[] input, int length, Recipe recipe, Runnable before)
            throws InterruptedException {
        return await(
                () -> {
                    alone.writeLock().lock();
                    try {
                        before.run();
                        return transcoder.transcode(input, length, recipe);
                    } finally {
                        alone.writeLock().unlock();
                    }
                });
    }

    private Transcoded await(Callable<Transcoded> work) throws InterruptedException {
        var future = threads.submit(work);
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
