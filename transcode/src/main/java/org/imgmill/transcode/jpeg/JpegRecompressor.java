package org.imgmill.transcode.jpeg;

import java.util.function.Function;
import org.imgmill.transcode.jpeg.Recompressed.Reason;
import org.imgmill.transcode.jpeg.Recompressed.Refused;

/// Writes a JPEG again at a lower quality, without decoding it to pixels.
///
/// An instance keeps its buffers from picture to picture and serves one thread at a time.
public final class JpegRecompressor {

    /// What the largest sensible catalogue picture has, and what the server allows by default.
    public static final long DEFAULT_MAX_PIXELS = 100_000_000;

    private final long maxPixels;
    private final Workspace workspace = new Workspace();

    public JpegRecompressor() {
        this(DEFAULT_MAX_PIXELS);
    }

    public JpegRecompressor(long maxPixels) {
        this.maxPixels = maxPixels;
    }

    /// Brings the codec up to speed, once per process, on pictures it makes itself.
    public static void warmUp() {
        WarmUp.run(new JpegRecompressor());
    }

    /// Recompresses the first so many bytes of an array.
    public Recompressed recompress(byte[] in, int length, JpegOptions options) {
        return guarded(in, length, file -> recompress(file, options), refused -> refused);
    }

    /// Takes a file apart and works on it; whatever is wrong with it becomes an ending.
    <T> T guarded(
            byte[] in, int length, Function<JpegFile, T> work, Function<Refused, T> otherwise) {
        if (length < 0 || length > in.length) {
            throw new IndexOutOfBoundsException(length + " of " + in.length + " bytes");
        }
        try {
            return work.apply(ReadJpeg.read(in, length, maxPixels, workspace.entropy()));
        } catch (Refusal refusal) {
            return otherwise.apply(refusal.ending());
        } catch (IndexOutOfBoundsException overrun) {
            // The hot loops leave it to the JVM to notice that damaged data never ends.
            return otherwise.apply(
                    new Refused(Reason.CORRUPT, "entropy-coded data runs past its end"));
        } finally {
            workspace.clear();
        }
    }

    Workspace workspace() {
        return workspace;
    }

    Recompressed recompress(JpegFile file, JpegOptions options) {
        requireKeepable(file, options);
        return options.effort() == Effort.FAST
                ? new SaveTime(workspace).run(file, options)
                : new SaveBytes(workspace).run(file, options);
    }

    static void requireKeepable(JpegFile file, JpegOptions options) {
        if (options.keepMetadata() && file.metadata().hasMorePictures()) {
            throw Refusal.unsupported("a second picture that is to be kept");
        }
    }
}
