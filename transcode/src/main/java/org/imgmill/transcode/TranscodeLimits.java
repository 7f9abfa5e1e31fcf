package org.imgmill.transcode;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What one picture may cost, and where the native parts live.
///
/// @param maxPixels over all frames that are decoded, counted from the header before decoding
/// @param maxLayeredPixels the same for progressive and interlaced pictures, which decoders hold in
///   memory as a whole
/// @param maxFrames of an animation
/// @param maxScans of a progressive JPEG
/// @param deadline for one attempt in a child
/// @param workers children at work at the same time
/// @param childBytes memory of a child, above which it is killed
/// @param maxOutputBytes nothing larger is taken from a child
/// @param libvips the library to use; null: the one packed for this platform
/// @param confinement what children give up before they see a picture
/// @param directory where native parts are unpacked and found again; null: a temporary one, deleted
///   at the end
/// @param java the program that runs children, of Java 25 or newer; null: there is none, and what
///   needs a child is not transcoded
public record TranscodeLimits(
        long maxPixels,
        long maxLayeredPixels,
        int maxFrames,
        int maxScans,
        Duration deadline,
        int workers,
        long childBytes,
        int maxOutputBytes,
        @Nullable Path libvips,
        Confinement confinement,
        @Nullable Path directory,
        @Nullable Path java) {

    public static final TranscodeLimits DEFAULT =
            new TranscodeLimits(
                    100_000_000,
                    50_000_000,
                    500,
                    100,
                    Duration.ofSeconds(30),
                    Runtime.getRuntime().availableProcessors(),
                    1L << 30,
                    256 << 20,
                    null,
                    Confinement.AVAILABLE,
                    null,
                    Path.of(System.getProperty("java.home"), "bin", "java"));

    public TranscodeLimits {
        require(maxPixels > 0, "max-pixels is more than 0");
        require(maxLayeredPixels > 0, "the limit of progressive pixels is more than 0");
        require(maxFrames > 0, "the limit of frames is more than 0");
        require(maxScans > 0, "the limit of scans is more than 0");
        require(deadline.isPositive(), "deadline is more than 0");
        require(workers > 0, "workers is 1 or more");
        require(childBytes >= 256 << 20, "a child needs 256 MB or more");
        require(maxOutputBytes > 0, "the limit of output bytes is more than 0");
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    public TranscodeLimits withMaxPixels(long pixels) {
        return with(draft -> draft.maxPixels = pixels);
    }

    public TranscodeLimits withDeadline(Duration perAttempt) {
        return with(draft -> draft.deadline = perAttempt);
    }

    public TranscodeLimits withWorkers(int children) {
        return with(draft -> draft.workers = children);
    }

    public TranscodeLimits withChildBytes(long bytes) {
        return with(draft -> draft.childBytes = bytes);
    }

    public TranscodeLimits withLibvips(@Nullable Path library) {
        return with(draft -> draft.libvips = library);
    }

    public TranscodeLimits withDirectory(@Nullable Path home) {
        return with(draft -> draft.directory = home);
    }

    public TranscodeLimits withConfinement(Confinement wanted) {
        return with(draft -> draft.confinement = wanted);
    }

    public TranscodeLimits withJava(@Nullable Path program) {
        return with(draft -> draft.java = program);
    }

    private TranscodeLimits with(Consumer<Draft> change) {
        var draft = new Draft(this);
        change.accept(draft);
        return draft.finished();
    }

    /// The one place where all limits are copied.
    private static final class Draft {

        private long maxPixels;
        private long maxLayeredPixels;
        private int maxFrames;
        private int maxScans;
        private Duration deadline;
        private int workers;
        private long childBytes;
        private int maxOutputBytes;
        private @Nullable Path libvips;
        private Confinement confinement;
        private @Nullable Path directory;
        private @Nullable Path java;

        Draft(TranscodeLimits limits) {
            maxPixels = limits.maxPixels;
            maxLayeredPixels = limits.maxLayeredPixels;
            maxFrames = limits.maxFrames;
            maxScans = limits.maxScans;
            deadline = limits.deadline;
            workers = limits.workers;
            childBytes = limits.childBytes;
            maxOutputBytes = limits.maxOutputBytes;
            libvips = limits.libvips;
            confinement = limits.confinement;
            directory = limits.directory;
            java = limits.java;
        }

        TranscodeLimits finished() {
            return new TranscodeLimits(
                    maxPixels,
                    maxLayeredPixels,
                    maxFrames,
                    maxScans,
                    deadline,
                    workers,
                    childBytes,
                    maxOutputBytes,
                    libvips,
                    confinement,
                    directory,
                    java);
        }
    }
}
