package org.imgmill.spark;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.imgmill.attempt.FailureCode;
import org.imgmill.attempt.Judge;
import org.imgmill.attempt.Verdict;
import org.imgmill.transcode.Recipe;

/// One part of the work, in one task: pulls images, keeps a window of each host in flight, lays
/// down what comes back and writes down how it ended.
///
/// ```
/// images -> hosts' queues -> in flight (a virtual thread each) -> endings -> laid down -> journal
///                ^                                                   |
///                +----------- again, or the host wants a rest -------+
/// ```
///
/// Rows are pulled, and outputs are written, by the task's own thread alone.
final class FetchPart {

    /// Images that are pulled ahead, so that a host that rests does not stop the others.
    private static final int AHEAD = 1024;

    /// How long the task waits before it looks whether it was killed.
    private static final Duration LOOK = Duration.ofMillis(250);

    private final Settings settings;
    private final List<Recipe> recipes;
    private final MakeImages make;
    private final LayDown outputs;
    private final Journal journal;
    private final Progress.Counters counters;
    private final BooleanSupplier killed;
    private final Judge judge;
    private final HostQueues hosts;
    private final LinkedBlockingQueue<Back> back = new LinkedBlockingQueue<>();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    /// One try that came back.
    private record Back(HostQueues.Try image, Object made, int ms) {}

    FetchPart(
            Settings settings,
            MakeImages make,
            LayDown outputs,
            Journal journal,
            Progress.Counters counters,
            BooleanSupplier killed) {
        this.settings = settings;
        this.recipes = settings.recipes();
        this.make = make;
        this.outputs = outputs;
        this.journal = journal;
        this.counters = counters;
        this.killed = killed;
        this.judge = new Judge(settings.attempts(), settings.firstRetry());
        this.hosts = new HostQueues(settings.window(), settings.inFlight());
    }

    /// @param images in the order in which hosts are to be mixed
    /// @throws IOException where outputs cannot be laid down: the task is tried again elsewhere
    void run(Iterator<PlannedImage> images) throws IOException, InterruptedException {
        try {
            while (images.hasNext() || !hosts.isEmpty()) {
                while (hosts.waiting() < AHEAD && images.hasNext()) {
                    hosts.add(images.next());
                }
                for (var next = hosts.next(); next.isPresent(); next = hosts.next()) {
                    start(next.get());
                }
                takeBack();
                if (killed.getAsBoolean()) {
                    throw new InterruptedException("the task was killed");
                }
            }
            outputs.finish();
            journal.flush();
        } finally {
            breakOff();
        }
    }

    private void start(HostQueues.Try image) {
        Thread thread = Thread.ofVirtual().name("image").unstarted(() -> run(image));
        threads.add(thread);
        thread.start();
    }

    private void run(HostQueues.Try image) {
        long started = System.nanoTime();
        Object made;
        try {
            made = make.make(image.image().url(), recipes);
        } catch (InterruptedException e) {
            made = e;
        } catch (RuntimeException | Error e) {
            made = e;
        }
        int ms = (int) Duration.ofNanos(System.nanoTime() - started).toMillis();
        back.add(new Back(image, made, ms));
        threads.remove(Thread.currentThread());
    }

    private void takeBack() throws IOException, InterruptedException {
        long wait = Math.min(LOOK.toNanos(), hosts.nanosToNext());
        var one = back.poll(wait, TimeUnit.NANOSECONDS);
        for (; one != null; one = back.poll()) {
            take(one);
            hosts.forgetIfIdle(one.image());
        }
    }

    private void take(Back back) throws IOException {
        var image = back.image();
        hosts.cameBack(image);
        switch (back.made()) {
            case MakeImages.Results results -> {
                hosts.answered(image);
                try {
                    store(back, results);
                } finally {
                    results.room().close();
                }
            }
            case MakeImages.NoImage(var download) -> judge(back, judge.of(download, image.tried()));
            case Throwable ours -> ours(back, ours);
            default -> throw new IllegalStateException("no ending: " + back.made());
        }
    }

    /// An image ends once: with all of its outputs, with some of them or with none.
    private void store(Back back, MakeImages.Results results) throws IOException {
        var endings = new ArrayList<OutputEnding>();
        var bytes = new ArrayList<byte[]>();
        long bytesOut = 0;
        for (int i = 0; i < results.each().size(); i++) {
            String name = settings.outputs().get(i).name();
            switch (results.each().get(i)) {
                case MakeImages.Picture(var done) -> {
                    endings.add(OutputEnding.stored(name, done));
                    bytes.add(done.bytes());
                    bytesOut += done.bytes().length;
                }
                case MakeImages.Refused(var refused) ->
                        endings.add(
                                OutputEnding.failed(
                                        name,
                                        FailureCode.of(refused.reason()),
                                        null,
                                        refused.detail()));
                case MakeImages.NoDecoder none -> endings.add(OutputEnding.unsupportedHere(name));
            }
        }
        var image = back.image().image();
        if (bytes.isEmpty()) {
            end(Ending.of(settings, image, endings, null, back.ms()));
            return;
        }
        var ending = Ending.of(settings, image, endings, results.bytesIn(), back.ms());
        outputs.take(ending, bytes);
        counters.count(ending, bytesOut);
        flushInTime();
    }

    private void judge(Back back, Judge.Said said) throws IOException {
        switch (said.host()) {
            case ANSWERED -> hosts.answered(back.image());
            case FAILED -> hosts.failed(back.image());
            case UNKNOWN -> {}
        }
        switch (said.verdict()) {
            case Verdict.Failed(var code, var status, var detail) ->
                    failed(back, code, status, detail);
            case Verdict.Again(var after) -> hosts.again(back.image(), after);
            case Verdict.Later(var rest) -> hosts.later(back.image(), rest);
            case Verdict.NotNow(var why) ->
                    throw new IOException("downloads cannot be kept on this executor: " + why);
        }
    }

    /// It may pass, but no image is tried for ever.
    private void ours(Back back, Throwable ours) throws IOException {
        var image = back.image();
        if (image.tried().attempts() + 1 < settings.attempts()) {
            hosts.again(image, settings.firstRetry());
            return;
        }
        System.getLogger(FetchPart.class.getName())
                .log(
                        System.Logger.Level.ERROR,
                        image.image().url() + " could not be processed and counts as failed",
                        ours);
        failed(back, FailureCode.INTERNAL, null, null);
    }

    private void failed(
            Back back,
            FailureCode code,
            @org.jspecify.annotations.Nullable Integer status,
            @org.jspecify.annotations.Nullable String detail)
            throws IOException {
        end(
                Ending.failed(
                        settings,
                        back.image().image(),
                        output -> OutputEnding.failed(output, code, status, detail),
                        back.ms()));
    }

    private void end(Ending ending) throws IOException {
        counters.count(ending, 0);
        journal.add(ending);
        flushInTime();
    }

    private void flushInTime() throws IOException {
        if (journal.unwritten() >= settings.journalEvery()) {
            journal.flush();
        }
    }

    /// No request outlives its task: another attempt may ask the same hosts.
    private void breakOff() throws InterruptedException {
        var left = new HashSet<>(threads);
        left.forEach(Thread::interrupt);
        for (Thread thread : left) {
            thread.join(settings.timeout());
        }
        for (var one = back.poll(); one != null; one = back.poll()) {
            Optional.of(one.made())
                    .filter(MakeImages.Results.class::isInstance)
                    .map(MakeImages.Results.class::cast)
                    .ifPresent(results -> results.room().close());
        }
    }
}
