package org.imgmill.transcode.child;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import org.imgmill.transcode.Confinement;
import org.imgmill.transcode.confine.ThisProcess;
import org.imgmill.transcode.vips.Scope;
import org.imgmill.transcode.vips.Vips;

/// A child process: takes jobs until its standard input ends.
///
/// ```
/// start -> load -> confine -> Ready -> (jobs, body -> (Picture | Refusal)+)* -> end of input
///               -> Unable
/// ```
public final class Child {

    /// The parent kills the child at the deadline; this only matters when the parent is gone.
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final FileChannel in;
    private final FileChannel out;
    private final Decoder decoder;

    /// What is done with a picture.
    interface Decoder {

        /// @param each takes an outcome for each job, in their order
        void run(Scope scope, Jobs jobs, MemorySegment body, Outcomes each) throws IOException;
    }

    /// Where outcomes go.
    interface Outcomes {
        void take(Outcome outcome) throws IOException;
    }

    private Child(FileChannel in, FileChannel out, Decoder decoder) {
        this.in = in;
        this.out = out;
        this.decoder = decoder;
    }

    public static void main(String[] args) throws IOException {
        run(args, Work::all);
    }

    static void run(String[] args, Decoder decoder) throws IOException {
        try (var in = new FileInputStream(FileDescriptor.in);
                var out = new FileOutputStream(FileDescriptor.out)) {
            // Standard output carries answers only; a stray print must not become one.
            System.setOut(System.err);
            new Child(in.getChannel(), out.getChannel(), decoder)
                    .work(Path.of(args[0]), Confinement.valueOf(args[1]));
        }
    }

    private void work(Path library, Confinement confinement) throws IOException {
        Vips vips;
        try {
            vips = Vips.load(library, Loaders.CLASSES);
        } catch (IllegalArgumentException | IllegalStateException e) {
            send(Answer.unable(String.valueOf(e.getMessage())));
            return;
        }
        Rehearsal.run(vips);
        String unconfined = confine(confinement);
        if (confinement == Confinement.REQUIRED && !unconfined.isEmpty()) {
            send(Answer.unable("it is not confined: " + unconfined));
            return;
        }
        send(Answer.ready(unconfined));
        var prefix = ByteBuffer.allocate(Wire.PREFIX_BYTES);
        while (fill(prefix.clear())) {
            byte[] head = new byte[Wire.headLength(prefix.flip())];
            if (!fill(ByteBuffer.wrap(head)) || !run(vips, Jobs.read(Wire.head(head)))) {
                return;
            }
        }
    }

    /// Every picture comes after this.
    ///
    /// @return what could not be done
    private static String confine(Confinement confinement) {
        return confinement == Confinement.OFF
                ? "it is switched off"
                : String.join("; ", ThisProcess.confine());
    }

    /// False when the input ended: there is nobody left to answer.
    private boolean run(Vips vips, Jobs jobs) throws IOException {
        try (var _ = new Alarm(jobs.deadline().plus(GRACE));
                var scope = new Scope(vips)) {
            var body = scope.allocate(jobs.allBytes());
            if (!fill(body.asByteBuffer())) {
                return false;
            }
            decoder.run(scope, jobs, body, this::send);
            return true;
        }
    }

    private void send(Outcome outcome) throws IOException {
        switch (outcome) {
            case Made made -> {
                send(Answer.picture(made));
                sendAll(made.file());
                sendAll(made.shown().rgb());
            }
            case Answer.Refusal refusal -> send(Answer.refusal(refusal));
        }
    }

    private boolean fill(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (in.read(buffer) < 0) {
                return false;
            }
        }
        return true;
    }

    private void send(byte[] bytes) throws IOException {
        sendAll(ByteBuffer.wrap(bytes));
    }

    private void sendAll(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            out.write(buffer);
        }
    }
}
