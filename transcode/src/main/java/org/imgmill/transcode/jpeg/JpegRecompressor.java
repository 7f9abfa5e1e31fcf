package org.imgmill.transcode.jpeg;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.imgmill.transcode.jpeg.Recompressed.Done;
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

    /// Takes a file apart and does something with it; whatever is wrong with it is an ending.
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
        if (options.keepMetadata() && file.metadata().hasMorePictures()) {
            throw Refusal.unsupported("a second picture that is to be kept");
        }
        if (options.effort() != Effort.FAST) {
            return new SaveBytes(workspace).run(file, options);
        }
        workspace.records().reset();
        Frame frame = file.frame();
        int[][] wanted = wantedSteps(frame, options.quality());
        boolean fold = options.folds() && frame.canFold();
        var requantisers = new Requantiser[wanted.length];
        var targets = new int[wanted.length][];
        for (int i = 0; i < wanted.length; i++) {
            requantisers[i] = new Requantiser(file.steps()[i], wanted[i]);
            targets[i] = requantisers[i].targets();
        }
        if (fold) {
            var folds =
                    new ChromaFold[] {
                        new ChromaFold(frame, file.steps()[1], targets[1]),
                        new ChromaFold(frame, file.steps()[2], targets[2])
                    };
            fold(file, requantisers, folds);
        } else {
            requantise(file, requantisers);
        }
        workspace.encoder().encode(workspace.records());
        Frame written = fold ? frame.folded() : frame;
        EncodeRecords encoder = workspace.encoder();
        byte[] out =
                new WriteJpeg(file.metadata(), options.keepMetadata())
                        .write(
                                new WriteJpeg.Picture(written, targets),
                                List.of(CodedScan.baseline(written, encoder)),
                                encoder.bytes());
        return Done.of(out, frame, file.metadata());
    }

    private static int[][] wantedSteps(Frame frame, int quality) {
        var steps = new int[frame.components().length][];
        Arrays.fill(steps, QualitySteps.chroma(quality));
        steps[0] = QualitySteps.luma(quality);
        return steps;
    }

    private void requantise(JpegFile file, Requantiser[] requantisers) {
        if (file.isOneSequentialScan()) {
            new RequantiseScan(file.scans().getFirst(), requantisers, workspace).run(file.frame());
        } else {
            int[] thresholds =
                    Arrays.stream(requantisers).mapToInt(Requantiser::threshold).toArray();
            new StorePicture(workspace).run(file, thresholds);
            new RequantiseStored(file.frame(), requantisers, workspace).run();
        }
    }

    private void fold(JpegFile file, Requantiser[] requantisers, ChromaFold[] folds) {
        if (file.isOneSequentialScan()) {
            Scan scan = file.scans().getFirst();
            new FoldScan(file.frame(), scan, requantisers[0], folds, workspace).run();
        } else {
            // To the fold small values matter too.
            new StorePicture(workspace).run(file, requantisers[0].threshold(), 1, 1);
            new RequantiseStored(file.frame(), requantisers, workspace).run(folds);
        }
    }
}
