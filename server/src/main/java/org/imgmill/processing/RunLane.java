package org.imgmill.processing;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.imgmill.batch.BatchStatus;
import org.imgmill.batch.Batches;
import org.imgmill.batch.Ending;
import org.imgmill.batch.FailureCode;
import org.imgmill.batch.Hosts;
import org.imgmill.batch.ImageId;
import org.imgmill.batch.LaneQueue;
import org.imgmill.batch.Lanes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/// One turn of a lane: takes its images in order, keeps a window of them in flight, and says how it
/// ended.
///
/// A turn ends when its slice of time is over, when nothing is due, when the host wants to be left
/// alone or the node stops. It then waits for what is in flight and for its endings to be written,
/// so that a lane is never in two places.
final class RunLane {

    private static final Logger log = LoggerFactory.getLogger(RunLane.class);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(10);
    private static final int READ = 128;
    private static final int MOST_UNWRITTEN = 512;
    private static final int DEATHS_TO_GIVE_UP = 3;

    /// How a turn ended.
    sealed interface Ended {}

    /// Nothing is left to do for this lane.
    ///
    /// @param followed whether another lane of its batch waits for its first turn
    record Over(boolean followed) implements Ended {}

    /// There is more, now or after a pause that the node takes.
    record More(LaneCursor cursor, Duration pause) implements Ended {}

    /// There is more, later; another lane may have the turn meanwhile.
    record Sleeping(LaneCursor cursor, Duration time, boolean followed) implements Ended {}

    private final Node node;
    private final Lanes.Turn turn;
    private final HostNews news;
    private final Semaphore window;
    private final int windowSize;
    private final Semaphore unwritten = new Semaphore(MOST_UNWRITTEN);
    private final Set<ImageId> taken = ConcurrentHashMap.newKeySet();
    private final ArrayDeque<Lanes.Due> due = new ArrayDeque<>();

    /// The threads of images whose download has not been answered, or is on its way.
    private final Set<Thread> downloading = ConcurrentHashMap.newKeySet();

    private LaneCursor cursor;
    private boolean exhausted;
    private boolean freshExhausted;

    /// Whether an image of this turn is to be tried again.
    private volatile boolean postponed;

    /// What all lanes of a node share.
    ///
    /// @param inFlight permits for images between the start of a download and the end of its
    ///   storing
    /// @param running lanes on this node
    /// @param hasPeers whether other nodes may work on the same database
    record Node(
            Batches batches,
            Lanes lanes,
            LaneQueue queue,
            Hosts hosts,
            ImageTry images,
            StoreOutput outputs,
            CodecPool codec,
            Flusher flusher,
            Semaphore inFlight,
            ProcessingSettings settings,
            int window,
            boolean hasPeers,
            AtomicInteger running,
            Stopping stopping) {

        /// Whether lanes that are due may be waiting because all places are taken.
        boolean isShortOfLanes() {
            return running.get() >= settings.lanes() * 9 / 10;
        }

        /// How long a lane with more to do had better wait, so that a node with less to do gets it:
        /// whoever takes lanes first would otherwise keep them all.
        Duration pause() {
            boolean full = inFlight.availablePermits() < settings.inFlight() / 8;
            return hasPeers && (full || codec.isSaturated())
                    ? Duration.ofMillis(ThreadLocalRandom.current().nextLong(20, 400))
                    : Duration.ZERO;
        }
    }

    /// Whether no further image of a batch is to be begun on this node.
    interface Stopping {
        boolean now(UUID batch);
    }

    private RunLane(Node node, Lanes.Turn turn, LaneCursor cursor) {
        this.node = node;
        this.turn = turn;
        this.cursor = cursor;
        this.windowSize = cursor.suspect() ? 1 : node.window();
        this.window = new Semaphore(windowSize);
        this.news = new HostNews(node.hosts(), turn.host(), turn.troubled(), node.settings());
    }

    static Ended run(Node node, UUID batch, int lane, LaneCursor cursor)
            throws InterruptedException {
        var turn = node.lanes().turn(batch, lane);
        if (turn.isEmpty()) {
            return new Over(false);
        }
        return switch (turn.get().status()) {
            case COMPLETED, COMPLETED_WITH_ERRORS, FAILED, CANCELLED, PAUSED -> new Over(false);
            case PENDING, PROCESSING -> {
                if (turn.get().resumeIn().isPositive()) {
                    yield new Sleeping(cursor, turn.get().resumeIn(), turn.get().followed());
                }
                if (node.outputs().resting().isPositive()) {
                    yield new More(cursor, node.outputs().resting());
                }
                node.running().incrementAndGet();
                try (var _ = MDC.putCloseable("batch", batch.toString())) {
                    if (turn.get().status() == BatchStatus.PENDING) {
                        node.batches().start(batch);
                    }
                    yield new RunLane(node, turn.get(), cursor).run();
                } finally {
                    node.running().decrementAndGet();
                }
            }
        };
    }

    private Ended run() throws InterruptedException {
        long end = System.nanoTime() + node.settings().slice().toNanos();
        try {
            while (!exhausted && System.nanoTime() < end && mayGoOn()) {
                window.acquire();
                boolean begun = false;
                try {
                    begun = mayGoOn() && beginNext();
                } finally {
                    if (!begun) {
                        window.release();
                    }
                }
            }
        } finally {
            awaitImages();
            node.flusher().hurry();
            unwritten.acquireUninterruptibly(MOST_UNWRITTEN);
        }
        return ended();
    }

    /// Waits for what is in flight. Where other lanes need the place, downloads that are still not
    /// done after another slice of time are given up; they are tried again and no attempt is
    /// counted.
    private void awaitImages() {
        try {
            while (!window.tryAcquire(
                    windowSize, node.settings().slice().toMillis(), MILLISECONDS)) {
                if (node.isShortOfLanes()) {
                    downloading.forEach(Thread::interrupt);
                }
            }
        } catch (InterruptedException e) {
            window.acquireUninterruptibly(windowSize);
            Thread.currentThread().interrupt();
        }
    }

    private boolean mayGoOn() {
        return news.resting().isZero()
                && node.outputs().resting().isZero()
                && !node.stopping().now(turn.batch());
    }

    private Ended ended() {
        var calm = LaneCursor.at(cursor.cursor());
        var rest = news.resting();
        if (!rest.isZero()) {
            return new Sleeping(calm, rest, turn.followed());
        }
        var pause = node.outputs().resting();
        if (!pause.isZero()) {
            return new More(calm, pause);
        }
        if (!exhausted) {
            return new More(calm, node.pause());
        }
        var wait =
                turn.waiting() || postponed
                        ? node.lanes().nextTry(turn.batch(), turn.lane())
                        : null;
        if (wait == null) {
            return new Over(turn.followed());
        }
        return wait.isZero()
                ? new More(calm, node.pause())
                : new Sleeping(calm, wait, turn.followed());
    }

    private Lanes.@Nullable Due next() {
        if (due.isEmpty()) {
            read();
        }
        return due.poll();
    }

    /// Images not yet tried come first; those due again when there are no such.
    private void read() {
        if (!freshExhausted) {
            var fresh = node.lanes().fresh(turn.batch(), turn.lane(), cursor.cursor(), READ);
            due.addAll(fresh);
            freshExhausted = fresh.size() < READ;
        }
        if (due.isEmpty() && turn.waiting()) {
            for (var again : node.lanes().again(turn.batch(), turn.lane(), READ)) {
                if (!taken.contains(again.id())) {
                    due.add(again);
                }
            }
        }
        exhausted = due.isEmpty();
    }

    /// @return whether an image is now in flight
    private boolean beginNext() throws InterruptedException {
        var next = next();
        return next != null && begin(next);
    }

    private boolean begin(Lanes.Due image) throws InterruptedException {
        int number = image.id().number();
        unwritten.acquire();
        taken.add(image.id());
        if (number > cursor.cursor()) {
            cursor = new LaneCursor(number, cursor.suspect(), cursor.trying(), cursor.deaths());
        }
        if (cursor.trying() != null
                && cursor.trying() == number
                && cursor.deaths() >= DEATHS_TO_GIVE_UP) {
            log.warn(
                    "{} was given up: the server died {} times over it.",
                    image.url(),
                    cursor.deaths());
            write(
                    image,
                    new Ending.Failed(
                            turn.batch(),
                            image.id(),
                            turn.host(),
                            FailureCode.TRANSCODER_CRASH,
                            null,
                            "the server died over it",
                            0));
            return false;
        }
        node.inFlight().acquire();
        var context = MDC.getCopyOfContextMap();
        var codec = codec(image);
        Thread.ofVirtual().name("image-", number).start(() -> process(image, codec, context));
        return true;
    }

    private void process(Lanes.Due image, ImageTry.Codec codec, Map<String, String> context) {
        MDC.setContextMap(context);
        downloading.add(Thread.currentThread());
        try {
            write(image, node.images().run(turn, image, codec, news));
        } catch (InterruptedException e) {
            log.debug("{} gives way to lanes that wait, and is tried again.", image.url());
            write(image, again(image, Duration.ZERO, Ending.Reason.OURS));
        } catch (DataAccessException | TransactionException e) {
            log.warn(
                    "The database does not answer ({}). {} stays as it is and is tried again in {} s.",
                    e.getMessage(),
                    image.url(),
                    AFTER_TROUBLE.toSeconds());
            write(image, again(image, AFTER_TROUBLE, Ending.Reason.OURS));
        } catch (RuntimeException e) {
            // A bug of ours; the image stays pending.
            log.error(
                    "{} could not be processed; it is tried again in {} s.",
                    image.url(),
                    AFTER_TROUBLE.toSeconds(),
                    e);
            write(image, again(image, AFTER_TROUBLE, Ending.Reason.FAILED));
        } finally {
            downloading.remove(Thread.currentThread());
            node.inFlight().release();
            window.release();
        }
    }

    private Ending again(Lanes.Due image, Duration after, Ending.Reason reason) {
        return new Ending.Again(turn.batch(), image.id(), after, reason);
    }

    private ImageTry.Codec codec(Lanes.Due image) {
        if (!cursor.suspect()) {
            return (input, length, recipe) -> {
                downloading.remove(Thread.currentThread());
                return node.codec().transcode(input, length, recipe);
            };
        }
        var touching = cursor.touching(image.id().number());
        return (input, length, recipe) ->
                node.codec()
                        .transcodeAlone(
                                input,
                                length,
                                recipe,
                                () ->
                                        node.queue()
                                                .note(
                                                        turn.batch(),
                                                        turn.lane(),
                                                        new LaneSerializer().serialize(touching)));
    }

    private void write(Lanes.Due image, Ending ending) {
        if (ending instanceof Ending.Again) {
            postponed = true;
        }
        node.flusher().add(ending, () -> forget(image));
    }

    private void forget(Lanes.Due image) {
        taken.remove(image.id());
        unwritten.release();
    }
}
