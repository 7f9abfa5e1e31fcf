package org.imgmill.transcode;

import java.nio.file.Path;
import java.time.Duration;
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
        return new TranscodeLimits(
                pixels,
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

    public TranscodeLimits withDeadline(Duration perAttempt) {
        return new TranscodeLimits(
                maxPixels,
                maxLayeredPixels,
                maxFrames,
                maxScans,
                perAttempt,
                workers,
                childBytes,
                maxOutputBytes,
                libvips,
                confinement,
                directory,
                java);
    }

    public TranscodeLimits withWorkers(int children) {
        return new TranscodeLimits(
                maxPixels,
                maxLayeredPixels,
                maxFrames,
                maxScans,
                deadline,
                children,
                childBytes,
                maxOutputBytes,
                libvips,
                confinement,
                directory,
                java);
    }

    public TranscodeLimits withChildBytes(long bytes) {
        return new TranscodeLimits(
                maxPixels,
                maxLayeredPixels,
                maxFrames,
                maxScans,
                deadline,
                workers,
                bytes,
                maxOutputBytes,
                libvips,
                confinement,
                directory,
                java);
    }

    public TranscodeLimits withLibvips(@Nullable Path library) {
        return new TranscodeLimits(
                maxPixels,
                maxLayeredPixels,
                maxFrames,
                maxScans,
                deadline,
                workers,
                childBytes,
                maxOutputBytes,
                library,
                confinement,
                directory,
                java);
    }

    public TranscodeLimits withDirectory(@Nullable Path home) {
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
                home,
                java);
    }

    public TranscodeLimits withConfinement(Confinement wanted) {
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
                wanted,
                directory,
                java);
    }

    public TranscodeLimits withJava(@Nullable Path program) {
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
                program);
    }
}
