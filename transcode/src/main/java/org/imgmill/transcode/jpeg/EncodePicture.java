package org.imgmill.transcode.jpeg;

import java.util.ArrayList;
import java.util.List;
import org.imgmill.transcode.jpeg.CodedScan.Code;

/// Writes the picture whose candidates lie in the workspace: decides what becomes of each value,
/// then which scans are smallest.
final class EncodePicture {

    /// Where luma is split: most blocks have something in the lower band, many nothing above it.
    private static final int CUT = 5;

    /// Decoders, ours included, hold a picture of several scans in memory as a whole; above this
    /// size we write one scan.
    private static final long MOST_PIXELS_IN_SCANS = 50_000_000;

    private final Frame frame;
    private final int[][] steps;
    private final Workspace workspace;
    private final Candidates candidates;
    private final BandCode code = new BandCode();

    /// Bytes of the scans so far, where they are counted only.
    private long counted;

    /// @param frame of the output
    /// @param steps of each component, in zig-zag order; the candidates count in these
    EncodePicture(Frame frame, int[][] steps, Workspace workspace) {
        this.frame = frame;
        this.steps = steps;
        this.workspace = workspace;
        candidates = workspace.candidates();
    }

    byte[] encode(Look look, Scans scans, WriteJpeg writer) {
        chooseLevels(look);
        return write(scans, writer);
    }

    /// Once the levels are chosen.
    byte[] write(Scans scans, WriteJpeg writer) {
        var picture = new WriteJpeg.Picture(frame, steps);
        if (scans == Scans.AUTO && !isLarge()) {
            var baseline = new int[2][];
            List<CodedScan> spectral = spectral(baseline, Coder.WRITES);
            if (isSmaller(spectral, baseline)) {
                return writer.write(picture, spectral, workspace.symbolEncoder().bytes());
            }
        }
        new BaselineRecords(frame, workspace).run();
        EncodeRecords encoder = workspace.encoder();
        encoder.encode(workspace.records());
        return writer.write(picture, List.of(CodedScan.baseline(frame, encoder)), encoder.bytes());
    }

    /// About how long it will be, without writing it and without stuffed bytes.
    ///
    /// Once the levels are chosen.
    long count(Scans scans, WriteJpeg writer) {
        var picture = new WriteJpeg.Picture(frame, steps);
        var baseline = new int[2][];
        List<CodedScan> spectral = spectral(baseline, Coder.COUNTS);
        if (scans == Scans.AUTO && !isLarge() && isSmaller(spectral, baseline)) {
            return writer.length(picture, spectral, spectral.getLast().end());
        }
        CodedScan dc = spectral.getFirst();
        long bits = acBits(baseline);
        return writer.length(picture, List.of(dc), dc.end() + bits / 8);
    }

    private boolean isLarge() {
        return (long) frame.width() * frame.height() > MOST_PIXELS_IN_SCANS;
    }

    /// What is done with the symbols of a scan.
    private enum Coder {
        WRITES,
        COUNTS
    }

    void chooseLevels(Look look) {
        if (look.effort() != Effort.MAX || look.lambda() == Look.NO_ERRORS) {
            candidates.toNearest();
            return;
        }
        Component[] components = frame.components();
        choose(components[0], look.lumaWeights(), new BitCosts(candidates, components[0]));
        if (frame.isColour()) {
            var costs = new BitCosts(candidates, components[1], components[2]);
            choose(components[1], look.chromaWeights(), costs);
            choose(components[2], look.chromaWeights(), costs);
        }
    }

    private void choose(Component component, ErrorWeights weights, BitCosts costs) {
        new GreedyLevels(costs, steps[component.index()], weights).choose(candidates, component);
    }

    /// Encodes DC, two bands of luma and one of each chroma component.
    ///
    /// @param baseline becomes what a single scan would count, of luma and of chroma
    private List<CodedScan> spectral(int[][] baseline, Coder coder) {
        workspace.symbolEncoder().reset();
        counted = 0;
        var scans = new ArrayList<CodedScan>();
        BandSymbols low = workspace.symbols()[0];
        BandSymbols high = workspace.symbols()[1];
        scans.add(dc(low, coder));
        low.reset();
        high.reset();
        var luma = new SplitBands(candidates);
        luma.split(frame.components()[0], CUT, low, high);
        baseline[0] = luma.baseline(low, high);
        scans.add(ac(0, 1, CUT, low, coder));
        scans.add(ac(0, CUT + 1, 63, high, coder));
        var chroma = new SplitBands(candidates);
        for (int i = 1; i < frame.components().length; i++) {
            BandSymbols all = workspace.symbols()[i - 1];
            all.reset();
            chroma.whole(frame.components()[i], all);
            scans.add(ac(i, 1, 63, all, coder));
        }
        baseline[1] = chroma.baseline(workspace.symbols());
        return scans;
    }

    private CodedScan dc(BandSymbols symbols, Coder coder) {
        symbols.reset();
        new DcSymbols(frame, candidates).addTo(symbols);
        code.reset();
        var codes = new ArrayList<Code>();
        codes.add(new Code(0, code.dc(symbols.counts, false)));
        if (frame.isColour()) {
            codes.add(new Code(1, code.dc(symbols.counts, true)));
        }
        int end = end(symbols, coder);
        return new CodedScan(CodedScan.all(frame), 0, 0, codes, end);
    }

    /// Where a scan ends in the bytes of all.
    private int end(BandSymbols symbols, Coder coder) {
        return switch (coder) {
            case WRITES -> workspace.symbolEncoder().encode(symbols, code);
            case COUNTS -> {
                counted += (code.bits + 7) / 8;
                yield Math.toIntExact(counted);
            }
        };
    }

    private CodedScan ac(int component, int from, int to, BandSymbols symbols, Coder coder) {
        code.reset();
        HuffmanCode huffman = code.ac(symbols.counts);
        int end = end(symbols, coder);
        var codes = List.of(new Code(0x10 | Math.min(component, 1), huffman));
        return new CodedScan(new int[] {component}, from, to, codes, end);
    }

    private boolean isSmaller(List<CodedScan> spectral, int[][] baseline) {
        long bytes = (long) spectral.getLast().end() - spectral.getFirst().end();
        for (CodedScan scan : spectral.subList(1, spectral.size())) {
            bytes += 10;
            for (Code huffman : scan.codes()) {
                bytes += 5 + huffman.code().description().length;
            }
        }
        return bytes * 8 < acBits(baseline);
    }

    private long acBits(int[][] baseline) {
        long bits = BandCode.acBits(baseline[0], false);
        return frame.isColour() ? bits + BandCode.acBits(baseline[1], false) : bits;
    }
}
