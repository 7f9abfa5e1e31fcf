package org.imgmill.transcode.jpeg;

import java.util.Arrays;
import java.util.List;
import org.imgmill.transcode.jpeg.Recompressed.Done;

/// Writes a picture with the least effort, as version 1.0 did.
record SaveTime(Workspace workspace) {

    Done run(JpegFile file, JpegOptions options) {
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
        EncodeRecords encoder = workspace.encoder();
        encoder.encode(workspace.records());
        Frame written = fold ? frame.folded() : frame;
        byte[] out =
                WriteJpeg.of(file.metadata(), options)
                        .write(
                                new WriteJpeg.Picture(written, targets),
                                List.of(CodedScan.baseline(written, encoder)),
                                encoder.bytes());
        return Done.of(out, frame, file, workspace);
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
