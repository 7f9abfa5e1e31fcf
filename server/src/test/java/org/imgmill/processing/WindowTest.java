package org.imgmill.processing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.imgmill.testing.Eventually;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WindowTest {

    private static final int SIZE = 3;
    private static final Duration LONG = Duration.ofMinutes(5);

    private final InFlight inFlight = new InFlight(100);
    private final RunningLanes lanes = new RunningLanes(10, 5);
    private final UUID batch = UUID.randomUUID();
    private final RunningLanes.Place place = lanes.pick("lane", batch);
    private final CountDownLatch answers = new CountDownLatch(1);

    private Window open(Duration slice) {
        var whose = new Window.Of(batch, new RunningLanes.Owner(null));
        return new Window(SIZE, inFlight, whose, place, slice);
    }

    /// Starts so many images whose hosts answer when the test says so.
    private void startWaiting(Window window, int images) throws InterruptedException {
        for (int i = 0; i < images; i++) {
            assertThat(window.enter()).isTrue();
            window.start(i, _ -> await());
        }
    }

    private void await() {
        try {
            answers.await();
        } catch (InterruptedException e) {
            throw new CompletionException(e);
        }
    }

    @Test
    void aTurnHasAsManyImagesInFlightAsItsWindowIsLarge() throws InterruptedException {
        var window = open(LONG);
        startWaiting(window, SIZE);
        assertThat(inFlight.of(batch)).isEqualTo(SIZE);

        var next = CompletableFuture.supplyAsync(() -> enter(window));
        Eventually.until(
                "the turn waits for a slot",
                () -> window.restsIfItOnlyWaits(System.nanoTime() + LONG.toNanos()));
        assertThat(next).isNotDone();

        answers.countDown();
        assertThat(next.join()).isTrue();
        window.leave();
        window.drain();
        assertThat(inFlight.of(batch)).isZero();
    }

    @Test
    void aTurnThatOnlyWaitsGivesItsPlaceBackAndTakesItWhenItGoesOn() throws InterruptedException {
        var window = open(LONG);
        startWaiting(window, SIZE);
        var next = CompletableFuture.supplyAsync(() -> enter(window));
        Eventually.until(
                "the turn waits for a slot",
                () -> window.restsIfItOnlyWaits(System.nanoTime() + LONG.toNanos()));
        assertThat(lanes.working()).isZero();

        answers.countDown();

        assertThat(next.join()).isTrue();
        assertThat(lanes.working()).isEqualTo(1);
        window.leave();
        window.drain();
    }

    @Test
    void aTurnWithAnImageThatHasArrivedKeepsItsPlace() throws InterruptedException {
        var window = open(LONG);
        var arrived = new CountDownLatch(1);
        assertThat(window.enter()).isTrue();
        window.start(
                0,
                downloaded -> {
                    downloaded.run();
                    downloaded.run();
                    arrived.countDown();
                    await();
                });
        startWaiting(window, SIZE - 1);
        arrived.await();
        var draining = CompletableFuture.runAsync(window::drain);

        for (int look = 0; look < 100; look++) {
            assertThat(window.restsIfItOnlyWaits(System.nanoTime() + LONG.toNanos())).isFalse();
        }

        answers.countDown();
        draining.join();
        assertThat(lanes.working()).isEqualTo(1);
    }

    @Test
    void whenTheSliceIsOverNothingIsLetInAndWhatHasBegunEnds() throws InterruptedException {
        var window = open(Duration.ofMillis(100));
        startWaiting(window, SIZE);

        assertThat(window.enter()).isFalse();
        assertThat(inFlight.of(batch)).isEqualTo(SIZE);

        answers.countDown();
        window.drain();
        assertThat(inFlight.of(batch)).isZero();
    }

    @Test
    void anImageThatThrowsLeavesItsSlot() throws InterruptedException {
        var window = open(LONG);
        var thrown = new AtomicInteger();
        for (int i = 0; i < 2 * SIZE; i++) {
            assertThat(window.enter()).isTrue();
            window.start(
                    i,
                    downloaded -> {
                        downloaded.run();
                        thrown.incrementAndGet();
                        throw new IllegalStateException("made by the test");
                    });
        }
        window.drain();

        assertThat(thrown).hasValue(2 * SIZE);
        assertThat(inFlight.of(batch)).isZero();
    }

    @Test
    void theNextLaneComesForATurnOnce() {
        var window = open(LONG);

        assertThat(window.handOn()).isTrue();
        assertThat(window.handOn()).isFalse();
    }

    private static boolean enter(Window window) {
        try {
            return window.enter();
        } catch (InterruptedException e) {
            throw new CompletionException(e);
        }
    }
}
