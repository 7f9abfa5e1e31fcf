package org.imgmill.transcode.jpeg;

import java.util.Arrays;
import java.util.List;
import org.imgmill.transcode.jpeg.Recompressed.Reason;

/// Makes smaller pictures of one without decoding it to pixels.
///
/// ```
/// entropy-coded data -> a band of columns -> Plane, across -> its ring of rows -> Plane, down
///   -> values in steps -> candidates, for each output
/// ```
///
/// Inverse DCT, filter and forward DCT are one matrix for each direction ([Axis]). Nothing is
/// clamped to 0..255 between; the viewer's decoder does it.
final class Resample {

    /// Block rows of luma in a band: with half as many, or twice, it is slower.
    private static final int BAND = 32;

    /// A band of a very wide picture is lower: 16 MB of columns.
    private static final long MOST_FLOATS_OF_A_BAND = 4L << 20;

    /// 128 MB; a larger picture needs a process of its own.
    private static final long MOST_FLOATS = 32L << 20;

    /// A source value is left out where it moves no output value by more than this part of a step.
    private static final double DEAD = 0.05;

    private final JpegFile file;
    private final Frame frame;
    private final Workspace workspace;
    private final List<Rendition.Layout> layouts;
    private final Columns[] columns;
    private final int bandMcus;

    Resample(JpegFile file, List<Rendition.Layout> layouts, Workspace workspace) {
        this.file = file;
        this.layouts = layouts;
        this.workspace = workspace;
        frame = file.frame();
        columns = Arrays.copyOf(workspace.resizing().columns(), frame.components().length);
        int most = Math.clamp(BAND / frame.components()[0].v(), 1, frame.mcusDown());
        bandMcus = (int) Math.clamp(MOST_FLOATS_OF_A_BAND / columnFloats(1), 1L, (long) most);
        long floats = columnFloats(bandMcus);
        for (Rendition.Layout layout : layouts) {
            floats += layout.floats(bandMcus * frame.mostDown());
        }
        if (floats > MOST_FLOATS) {
            throw new Refusal(Reason.TOO_MUCH_MEMORY, floats + " numbers to hold while resizing");
        }
        workspace.resizing().takes(floats);
    }

    /// One rendition for each layout, complete.
    List<Rendition> run() {
        if (layouts.isEmpty()) {
            return List.of();
        }
        resetColumns();
        List<Rendition> renditions = workspace.resizing().renditions(layouts.size());
        for (int i = 0; i < layouts.size(); i++) {
            renditions.get(i).reset(layouts.get(i), columns);
        }
        if (file.isOneSequentialScan()) {
            workspace.dcs().expect(frame);
            var scan = new ScatterScan(file.scans().getFirst(), columns, workspace);
            bands(renditions, (row, rows) -> scan.band(rows, frame.mcusAcross()));
            scan.finish();
        } else {
            int[] thresholds = new int[columns.length];
            Arrays.setAll(thresholds, i -> columns[i].threshold);
            new StorePicture(workspace).run(file, thresholds);
            bands(renditions, new ScatterStored(workspace.coefficients(), columns)::band);
        }
        return renditions;
    }

    /// Fills the columns with a band.
    private interface Fill {

        void band(int mcuRow, int mcuRows);
    }

    private void bands(List<Rendition> renditions, Fill fill) {
        int[] blockRows = new int[columns.length];
        for (int row = 0; row < frame.mcusDown(); row += bandMcus) {
            int rows = Math.min(bandMcus, frame.mcusDown() - row);
            for (int i = 0; i < columns.length; i++) {
                Component component = frame.components()[i];
                columns[i].clear();
                int end = Math.min((row + rows) * component.v(), component.blocksDown());
                blockRows[i] = Math.max(0, end - row * component.v());
            }
            fill.band(row, rows);
            for (Rendition rendition : renditions) {
                rendition.take(columns, blockRows);
            }
        }
    }

    private void resetColumns() {
        boolean paired = pairsChroma();
        for (int i = 0; i < columns.length; i++) {
            Component component = frame.components()[i];
            columns[i].reset(
                    component,
                    file.steps()[i],
                    frequencies(i),
                    bandMcus * component.v(),
                    paired && i == 2 ? columns[1] : columns[i],
                    paired && i == 1);
            columns[i].threshold = threshold(i);
        }
    }

    /// Whether Cb and Cr lie in the same grid.
    private boolean pairsChroma() {
        return frame.isColour()
                && frame.components()[1].h() == frame.components()[2].h()
                && frame.components()[1].v() == frame.components()[2].v();
    }

    private int frequencies(int component) {
        int most = 1;
        for (Rendition.Layout layout : layouts) {
            most = Math.max(most, layout.tasks()[component].most());
        }
        return most;
    }

    private long columnFloats(int mcuRows) {
        long floats = 0;
        for (int i = 0; i < columns.length; i++) {
            Component component = frame.components()[i];
            floats += Columns.floats(component, frequencies(i), mcuRows * component.v());
        }
        return floats;
    }

    /// The smallest value of a component, either sign, that can make a difference to an output.
    private int threshold(int component) {
        int[] source = file.steps()[component];
        double least = 4096;
        for (Rendition.Layout layout : layouts) {
            Plane.Task task = layout.tasks()[component];
            double shrink = Math.min(8, Math.sqrt(task.scaleAcross() * task.scaleDown()));
            for (int k = 1; k < 64; k++) {
                int u = ZigZag.NATURAL[k] & 7;
                int v = ZigZag.NATURAL[k] >> 3;
                if (u < task.most() && v < task.most()) {
                    // where its frequency comes to lie in the output
                    int outU = (int) Math.min(7, Math.round(u * task.scaleAcross()));
                    int outV = (int) Math.min(7, Math.round(v * task.scaleDown()));
                    int step = task.steps()[ZigZag.POSITION[outV * 8 + outU]];
                    least = Math.min(least, DEAD * step * shrink / source[k]);
                }
            }
        }
        return Math.max(1, (int) Math.floor(least) + 1);
    }
}
