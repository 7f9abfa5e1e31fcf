package org.imgmill.transcode.jpeg;

import java.util.OptionalInt;
import org.imgmill.transcode.jpeg.Recompressed.Done;
import org.jspecify.annotations.Nullable;

/// Writes a JPEG again at the best quality that fits into so many bytes.
///
/// The picture is decoded once. What a quality takes is counted from its symbols; it is written
/// only where it comes near the limit, and where it is the best. Works in the buffers of a
/// [JpegRecompressor] and serves the same one thread.
public final class JpegFitter {

    /// How far a count may be off: mostly the stuffed bytes, one in 256.
    private static final double OFF = 0.008;

    private final JpegRecompressor codec;

    public JpegFitter(JpegRecompressor codec) {
        this.codec = codec;
    }

    /// Chooses the qualities that are tried.
    public interface Search {

        /// Empty when enough is known.
        OptionalInt next();

        void saw(int quality, int bytes);
    }

    /// How it ended.
    public sealed interface Fitted {

        record Fits(int quality, Done done) implements Fitted {}

        /// @param smallest the bytes of the smallest that was tried
        record TooLarge(int smallest) implements Fitted {}

        record Refused(Recompressed.Refused refused) implements Fitted {}
    }

    /// @param options all but the quality
    /// @param most bytes
    public Fitted fit(byte[] in, int length, JpegOptions options, int most, Search search) {
        return codec.guarded(
                in,
                length,
                file -> new Tries(file, options, most).run(search),
                Fitted.Refused::new);
    }

    private final class Tries {

        private final JpegFile file;
        private final JpegOptions options;
        private final int most;
        private Fitted.@Nullable Fits written;

        Tries(JpegFile file, JpegOptions options, int most) {
            this.file = file;
            this.options = options;
            this.most = most;
        }

        Fitted run(Search search) {
            JpegRecompressor.requireKeepable(file, options);
            if (options.effort() == Effort.FAST) {
                throw Refusal.unsupported("the least effort, which keeps no coefficients");
            }
            new StorePicture(codec.workspace()).run(file, 1, 1, 1);
            int best = 0;
            int smallest = Integer.MAX_VALUE;
            for (var next = search.next(); next.isPresent(); next = search.next()) {
                int quality = next.getAsInt();
                int bytes = bytes(quality);
                search.saw(quality, bytes);
                smallest = Math.min(smallest, bytes);
                best = bytes <= most ? Math.max(best, quality) : best;
            }
            // If a count was far off, which nobody has seen, the next quality is tried.
            for (int quality = best; quality > 0; quality--) {
                Fitted.Fits fits =
                        written != null && written.quality() == quality
                                ? written
                                : new Fitted.Fits(quality, choose(quality).write());
                if (fits.done().bytes().length <= most) {
                    return fits;
                }
                smallest = Math.min(smallest, fits.done().bytes().length);
            }
            return new Fitted.TooLarge(smallest);
        }

        private int bytes(int quality) {
            var chosen = choose(quality);
            long counted = chosen.count();
            if (Math.abs(counted - most) > OFF * most) {
                return (int) Math.min(counted, Integer.MAX_VALUE);
            }
            Done done = chosen.write();
            if (done.bytes().length <= most) {
                written = new Fitted.Fits(quality, done);
            }
            return done.bytes().length;
        }

        private Chosen choose(int quality) {
            JpegOptions at = options.with(quality);
            Look look = SaveBytes.look(file, at);
            codec.workspace().records().reset();
            EncodePicture picture =
                    new SaveBytes(codec.workspace()).candidates(file, at, look, true);
            picture.chooseLevels(look);
            return new Chosen(
                    picture,
                    WriteJpeg.of(file.metadata(), at),
                    file,
                    options.scans(),
                    codec.workspace());
        }
    }

    /// A picture at one quality, as far as it can be counted or written.
    private record Chosen(
            EncodePicture picture,
            WriteJpeg writer,
            JpegFile file,
            Scans scans,
            Workspace workspace) {

        long count() {
            return picture.count(scans, writer);
        }

        Done write() {
            return Done.of(picture.write(scans, writer), file.frame(), file, workspace);
        }
    }
}
