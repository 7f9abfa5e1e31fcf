package org.imgmill.transcode.jpeg;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.imgmill.transcode.jpeg.JpegTarget.Extent;

/// Makes a JPEG smaller, in pixels and bytes, without decoding it to pixels.
///
/// It works in the buffers of a [JpegRecompressor] and serves the same one thread.
public final class JpegResizer {

    /// The most source pixels for one of the output, in either direction: weights grow with the
    /// ratio, and beyond it libvips, which decodes at an eighth of the size, is cheaper anyway.
    public static final int MOST_RATIO = 16;

    private final JpegRecompressor codec;

    public JpegResizer(JpegRecompressor codec) {
        this.codec = codec;
    }

    /// Makes one smaller picture of the first so many bytes of an array.
    public Recompressed resize(byte[] in, int length, JpegTarget target) {
        return resize(in, length, List.of(target)).getFirst();
    }

    /// Makes several smaller pictures of one, which is decoded once.
    ///
    /// A target that turns out as large as the input is recompressed as it stands.
    ///
    /// @return an ending for each target, in their order; where the input is refused, that refusal
    ///   for each
    public List<Recompressed> resize(byte[] in, int length, List<JpegTarget> targets) {
        return codec.guarded(
                in,
                length,
                file -> resize(file, targets),
                refused -> Collections.nCopies(targets.size(), refused));
    }

    private List<Recompressed> resize(JpegFile file, List<JpegTarget> targets) {
        var wanted = targets.stream().map(target -> wanted(file, target)).toList();
        var layouts = new ArrayList<Rendition.Layout>();
        for (Wanted one : wanted) {
            if (one instanceof Smaller(var layout)) {
                layouts.add(layout);
            }
        }
        var made = new Resample(file, layouts, codec.workspace()).run().iterator();
        var endings = new ArrayList<Recompressed>();
        for (int i = 0; i < targets.size(); i++) {
            JpegOptions options = targets.get(i).options();
            endings.add(
                    switch (wanted.get(i)) {
                        case Smaller smaller -> done(file, made.next(), options);
                        case AsLarge() -> codec.recompress(file, options);
                        case Not(var refused) -> refused;
                    });
        }
        return endings;
    }

    /// What is to be done for a target.
    private sealed interface Wanted {}

    private record Smaller(Rendition.Layout layout) implements Wanted {}

    private record AsLarge() implements Wanted {}

    private record Not(Recompressed.Refused refused) implements Wanted {}

    private static Wanted wanted(JpegFile file, JpegTarget target) {
        Frame frame = file.frame();
        Extent size = target.stored(frame, file.metadata().isTurned());
        if (size.equals(new Extent(frame.width(), frame.height()))) {
            return new AsLarge();
        }
        try {
            requireSensible(frame, size);
            requireKeepable(file.metadata(), target.options());
            return new Smaller(layout(file, size, target.options()));
        } catch (Refusal refusal) {
            return new Not(refusal.ending());
        }
    }

    private static void requireSensible(Frame frame, Extent size) {
        if (size.width() < 1 || size.height() < 1) {
            throw new IllegalArgumentException("a picture of " + size);
        }
        if (size.width() > frame.width() || size.height() > frame.height()) {
            throw new IllegalArgumentException(
                    size + " is larger than " + frame.width() + " x " + frame.height());
        }
        double across = (double) frame.width() / size.width();
        double down = (double) frame.height() / size.height();
        if (Math.max(across, down) > MOST_RATIO) {
            throw Refusal.unsupported("more than " + MOST_RATIO + " times smaller");
        }
    }

    /// EXIF names the size of the picture and may hold a smaller copy of it.
    private static void requireKeepable(Metadata metadata, JpegOptions options) {
        if (options.keepMetadata() && (metadata.hasExif() || metadata.hasMorePictures())) {
            throw Refusal.unsupported("metadata about the full size that is to be kept");
        }
    }

    private static Rendition.Layout layout(JpegFile file, Extent size, JpegOptions options) {
        Frame frame = file.frame();
        var chroma = options.folds() ? Rendition.Chroma.HALVED : Rendition.Chroma.asIn(frame);
        Look look = look(file, options);
        var steps = new int[frame.components().length][];
        Arrays.fill(steps, look.chromaSteps());
        steps[0] = look.lumaSteps();
        return Rendition.Layout.of(frame, size, chroma, steps, look.zones());
    }

    private static Look look(JpegFile file, JpegOptions options) {
        return options.effort() == Effort.FAST
                ? Look.plain(options.quality())
                : SaveBytes.look(file, options);
    }

    private Recompressed.Done done(JpegFile file, Rendition made, JpegOptions options) {
        Workspace workspace = codec.workspace().with(made.candidates());
        workspace.records().reset();
        Frame frame = made.layout().frame();
        var writer = new WriteJpeg(file.metadata(), options.keepMetadata());
        byte[] bytes =
                new EncodePicture(frame, made.layout().steps(), workspace)
                        .encode(look(file, options), options.scans(), writer);
        return Recompressed.Done.of(bytes, frame, file, workspace);
    }
}
