package org.imgmill.transcode.jpeg;

import java.util.Arrays;
import org.imgmill.transcode.jpeg.Recompressed.Done;

/// Writes a picture in fewer bytes at the look of its quality.
record SaveBytes(Workspace workspace) {

    Done run(JpegFile file, JpegOptions options) {
        return run(file, options, look(file, options));
    }

    static Look look(JpegFile file, JpegOptions options) {
        return LookSteps.of(options.quality(), options.effort(), file.bitsPerPixel());
    }

    Done run(JpegFile file, JpegOptions options, Look look) {
        EncodePicture picture = candidates(file, options, look, false);
        byte[] out = picture.encode(look, options.scans(), WriteJpeg.of(file.metadata(), options));
        return Done.of(out, file.frame(), file, workspace);
    }

    /// Fills the workspace with the candidates of a picture.
    ///
    /// @param stored whether all of its coefficients are in the workspace already
    EncodePicture candidates(JpegFile file, JpegOptions options, Look look, boolean stored) {
        Frame frame = file.frame();
        boolean fold = options.folds() && frame.canFold();
        Frame written = fold ? frame.folded() : frame;
        var requantisers = new Requantiser[frame.components().length];
        var steps = new int[requantisers.length][];
        for (int i = 0; i < steps.length; i++) {
            int[] wanted = i == 0 ? look.lumaSteps() : look.chromaSteps();
            requantisers[i] = new Requantiser(file.steps()[i], wanted, look.zones());
            steps[i] = requantisers[i].targets();
        }
        workspace.candidates().reset(written);
        if (fold) {
            fold(file, written, requantisers, look, stored);
        } else {
            take(file, requantisers, stored);
        }
        return new EncodePicture(written, steps, workspace);
    }

    private void take(JpegFile file, Requantiser[] requantisers, boolean stored) {
        if (stored) {
            new StoredCandidates(file.frame(), workspace).run(requantisers);
        } else if (file.isOneSequentialScan()) {
            new CandidateScan(file.scans().getFirst(), requantisers, workspace).run(file.frame());
        } else {
            int[] thresholds =
                    Arrays.stream(requantisers).mapToInt(Requantiser::candidateThreshold).toArray();
            new StorePicture(workspace).run(file, thresholds);
            new StoredCandidates(file.frame(), workspace).run(requantisers);
        }
    }

    private void fold(
            JpegFile file, Frame folded, Requantiser[] requantisers, Look look, boolean stored) {
        var folds = new ChromaFold[2];
        for (int i = 0; i < 2; i++) {
            folds[i] =
                    new ChromaFold(
                            file.frame(),
                            file.steps()[i + 1],
                            requantisers[i + 1].targets(),
                            look.zones());
        }
        if (!stored) {
            new StorePicture(workspace).run(file, requantisers[0].candidateThreshold(), 1, 1);
        }
        new StoredCandidates(file.frame(), workspace).run(folded, requantisers[0], folds);
    }
}
