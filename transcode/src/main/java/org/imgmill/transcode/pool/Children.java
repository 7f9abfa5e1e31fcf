package org.imgmill.transcode.pool;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.imgmill.transcode.child.Answer;
import org.imgmill.transcode.child.Job;
import org.imgmill.transcode.child.Jobs;
import org.imgmill.transcode.header.Headers;
import org.imgmill.transcode.header.Sniffed.Picture;
import org.imgmill.transcode.look.Window;
import org.imgmill.transcode.pool.Attempt.Answered;
import org.imgmill.transcode.pool.Attempt.Crashed;
import org.jspecify.annotations.Nullable;

/// The children that live: as many as work at the same time, started when first needed.
///
/// ```
/// start -> idle -> at work -> idle ...      idle for a minute, or grown fat: dismissed
///                     |
///                     +-> overdue, too large, garbled, dead: killed, the job tried once more
/// ```
public final class Children implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Children.class.getName());

    private static final Duration IDLE = Duration.ofSeconds(60);

    private final Launch launch;
    private final Watch watch;
    private final Semaphore turns;
    private final Roster roster = new Roster(IDLE);
    private final AtomicBoolean warned = new AtomicBoolean();

    public Children(Launch launch, int workers, long maxBytes) {
        this.launch = launch;
        this.turns = new Semaphore(workers, true);
        this.watch = new Watch(maxBytes);
        watch.every(IDLE.dividedBy(2), roster::dismissIdle);
    }

    /// Asks one child and, when that one is lost over it, one fresh child.
    public Attempt ask(Jobs jobs, byte[] body) throws InterruptedException {
        turns.acquire();
        try {
            Attempt first = attempt(jobs, body, roster.idle());
            if (first instanceof Answered) {
                return first;
            }
            LOG.log(Level.WARNING, "A child was lost and its image is tried again: {0}", first);
            Attempt second = attempt(jobs, body, null);
            if (!(second instanceof Answered)) {
                LOG.log(Level.WARNING, "A second child was lost, the image fails: {0}", second);
            }
            return second;
        } finally {
            turns.release();
        }
    }

    private Attempt attempt(Jobs jobs, byte[] body, @Nullable ChildProcess waiting) {
        ChildProcess child = waiting;
        if (child == null) {
            switch (start()) {
                case Started(var fresh) -> child = fresh;
                case NotStarted(var why) -> {
                    return why;
                }
            }
        }
        Attempt attempt;
        var guard = watch.over(child, jobs.deadline());
        try (guard) {
            attempt = child.ask(jobs, body);
        }
        if (attempt instanceof Answered(var answers) && !arePlausible(jobs, answers)) {
            attempt = new Crashed("its answer is not what it says");
        }
        if (attempt instanceof Answered) {
            roster.giveBack(child);
        } else {
            roster.lose(child);
        }
        return attempt;
    }

    private static boolean arePlausible(Jobs jobs, List<Answer> answers) {
        for (int i = 0; i < answers.size(); i++) {
            if (!isPlausible(jobs.all().get(i), answers.get(i))) {
                return false;
            }
        }
        return true;
    }

    /// A child may have been taken over by the picture it decoded: what it calls a picture has to
    /// look like one.
    private static boolean isPlausible(Job job, Answer answer) {
        return switch (answer) {
            case Answer.Picture picture -> isPlausible(job, picture);
            case Answer.Refusal refusal -> true;
            case Answer.Ready ready -> false;
            case Answer.Unable unable -> false;
        };
    }

    private static boolean isPlausible(Job job, Answer.Picture answer) {
        return switch (job.show()) {
            case NONE -> answer.pixels() == null && (job.check() || isWhatItSays(answer));
            case INPUT -> isWindow(answer);
            case OUTPUT, DRAFT -> isWindow(answer) && isWhatItSays(answer);
        };
    }

    private static boolean isWhatItSays(Answer.Picture answer) {
        byte[] bytes = answer.bytes();
        return Headers.read(bytes, bytes.length) instanceof Picture made
                && made.kind().name().equals(answer.format().name())
                && made.width() == answer.width()
                && made.height() == answer.height();
    }

    private static boolean isWindow(Answer.Picture answer) {
        var pixels = answer.pixels();
        if (pixels == null) {
            return true;
        }
        Window window = Window.of(answer.width(), answer.height());
        return pixels.width() == window.width() && pixels.height() == window.height();
    }

    private sealed interface Start {}

    private record Started(ChildProcess child) implements Start {}

    private record NotStarted(Attempt why) implements Start {}

    private Start start() {
        ChildProcess child;
        try {
            child = new ChildProcess(launch);
        } catch (IOException e) {
            return new NotStarted(new Crashed("no child starts: " + e.getMessage()));
        }
        roster.add(child);
        Attempt ready;
        var guard = watch.over(child, Watch.START);
        try (guard) {
            ready = child.ready();
        }
        if (ready instanceof Answered(var said)
                && said.getFirst() instanceof Answer.Ready(var unconfined)) {
            warnOnce(unconfined);
            return new Started(child);
        }
        roster.lose(child);
        return new NotStarted(
                ready instanceof Answered(var said)
                                && said.getFirst() instanceof Answer.Unable(var why)
                        ? new Crashed(why)
                        : ready);
    }

    private void warnOnce(String unconfined) {
        if (!unconfined.isEmpty() && !warned.getAndSet(true)) {
            LOG.log(
                    Level.WARNING,
                    "A decoder that a picture takes over is not fully contained here: {0}. Images are decoded nevertheless.",
                    unconfined);
        }
    }

    public Roster roster() {
        return roster;
    }

    /// Ends all children, at work or not.
    @Override
    public void close() {
        watch.close();
        roster.close();
    }
}
