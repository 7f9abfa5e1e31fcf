package org.imgmill.transcode.pool;

import java.io.IOException;
import java.time.Duration;
import org.imgmill.transcode.child.Answer;
import org.imgmill.transcode.child.Job;
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
        return read(0);
    }

    Attempt ask(Job job, byte[] body) {
        try {
            var out = process.getOutputStream();
            out.write(job.toWire());
            out.write(body, 0, job.bytes());
            out.flush();
        } catch (IOException e) {
            return gone(e);
        }
        return read(job.limits().outputBytes());
    }

    private Attempt read(int maxBytes) {
        try {
            return new Attempt.Answered(Answer.read(process.getInputStream(), maxBytes));
        } catch (IOException e) {
            return gone(e);
        }
    }

    /// What a child is not allowed to ask of the kernel ends it with SIGSYS.
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
