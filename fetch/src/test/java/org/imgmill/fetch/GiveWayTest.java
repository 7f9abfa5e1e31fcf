package org.imgmill.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class GiveWayTest {

    @TempDir Path folder;

    /// Bodies that never have to be waited for, on all processors and more of them, end only when
    /// another virtual thread says so: it has to get its turn beside them.
    @Test
    void bodiesThatArriveWithoutAPauseLeaveTheProcessorToOthers() throws InterruptedException {
        int many = 300 + 2 * Runtime.getRuntime().availableProcessors();
        var over = new AtomicBoolean();
        var begun = new CountDownLatch(2);
        var others = new ArrayList<Thread>();
        for (int i = 0; i < many; i++) {
            others.add(
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        var way = new GiveWay();
                                        begun.countDown();
                                        while (!over.get()) {
                                            way.after(8192);
                                        }
                                    }));
        }
        begun.await();
        Thread.ofVirtual().start(() -> over.set(true));

        for (var other : others) {
            assertThat(other.join(Duration.ofSeconds(50))).isTrue();
        }
    }

    @Test
    void aDownloadThatNeverPausesLeavesTheProcessorToOthers() throws InterruptedException {
        var spool = new Spool(folder, new MemoryBudget(1 << 20));
        var over = new AtomicBoolean();
        int many = 4 * Runtime.getRuntime().availableProcessors();
        var begun = new CountDownLatch(2);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var bodies = new ArrayList<Future<?>>();
            for (int i = 0; i < many; i++) {
                bodies.add(threads.submit(() -> spoolUntil(over, spool, begun)));
            }
            begun.await();
            var _ = threads.submit(() -> over.set(true));
            for (var body : bodies) {
                assertThat(body).succeedsWithin(Duration.ofSeconds(50));
            }
        }
    }

    private static void spoolUntil(AtomicBoolean over, Spool spool, CountDownLatch begun) {
        var endless =
                new InputStream() {
                    private long left = 256 << 20;

                    @Override
                    public int read() {
                        return 1;
                    }

                    @Override
                    public int read(byte[] into, int at, int length) {
                        begun.countDown();
                        left -= length;
                        assertThat(left).as("it had its turn by now").isPositive();
                        return over.get() ? -1 : length;
                    }
                };
        try (var memory = new MemoryBudget(1 << 20).awaitRequest();
                var body = spool.read(endless, -1, memory)) {
            assertThat(body.length()).isPositive();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
