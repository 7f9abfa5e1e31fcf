package org.imgmill.transcode.pool;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import org.imgmill.transcode.child.Answer;
import org.imgmill.transcode.child.Jobs;
import org.jspecify.annotations.Nullable;

/// One child, used by one thread at a time; any thread may kill it.
final class ChildProcess {

    private final Process process;
    private final LastWords lastWords;
    private volatile @Nullable Attempt killedFor;

    ChildProcess(Launch launch) throws IOException {
        process = launch.start();
        lastWords = new LastWords(process.getErrorStream());
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// Waits until the child can work.
    Attempt ready() {
        return read(1, 0);
    }

    /// @param body what follows the jobs
    Attempt ask(Jobs jobs, byte[] body) {
        try {
            var out = process.getOutputStream();
            out.write(jobs.toWire());
            out.write(body, 0, jobs.allBytes());
            out.flush();
        } catch (IOException e) {
            return gone(e);
        }
        return read(jobs.all().size(), jobs.all().getFirst().limits().outputBytes());
    }

    private Attempt read(int count, int maxBytes) {
        var answers = new ArrayList<Answer>(count);
        try {
            while (answers.size() < count) {
                answers.add(Answer.read(process.getInputStream(), maxBytes));
            }
            return new Attempt.Answered(answers);
        } catch (IOException e) {
            return gone(e);
        }
    }

    /// A system call that is not allowed ends a child with SIGSYS.
    private static final int ENDED_BY_THE_FILTER = 128 + 31;

    private Attempt gone(IOException e) {
        process.destroyForcibly();
        int status = process.onExit().join().exitValue();
        Attempt reason = killedFor;
        return reason != null
                ? reason
                : new Attempt.Crashed(
                        "exit status %d%s, %s. %s"
                                .formatted(
                                        status,
                                        status == ENDED_BY_THE_FILTER
                                                ? " (it tried what a decoder may not)"
                                                : "",
                                        e.getMessage(),
                                        lastWords.ofTheDead()));
    }

    void killOverdue(Duration deadline) {
        kill(new Attempt.Overdue(deadline));
    }

    void killTooLarge(long bytes) {
        kill(new Attempt.Crashed("it held %d MB of memory".formatted(bytes >> 20)));
    }

    private void kill(Attempt reason) {
        killedFor = reason;
        process.destroyForcibly();
    }

    void killNow() {
        process.destroyForcibly();
    }

    /// Lets an idle child end by itself: its input ends.
    void dismiss() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            process.destroyForcibly();
        }
    }
}
