package org.imgmill.transcode.jpeg;

/// One output of a resizing, while its source is decoded: its planes, and its candidates so far.
final class Rendition {

    private final Plane[] planes;
    private final Candidates candidates = new Candidates();
    private Layout layout = Layout.NONE;
    private WriteBlocks blocks;
    private int mcuRow;

    /// What is to come out of a picture.
    ///
    /// @param tasks for each component
    record Layout(Frame frame, int[][] steps, Plane.Task[] tasks) {

        private static final Layout NONE =
                new Layout(Frame.of(1, 1, 1, 1, false), new int[0][], new Plane.Task[0]);

        /// @param zones a smaller AC value, in 64ths of a step, becomes 0
        /// @param chroma blocks of luma for each of chroma, across and down
        static Layout of(
                Frame source, JpegTarget.Extent size, Chroma chroma, int[][] steps, int[] zones) {
            Component[] components = source.components();
            Frame frame =
                    Frame.of(
                            size.width(),
                            size.height(),
                            chroma.across,
                            chroma.down,
                            source.isColour());
            var tasks = new Plane.Task[components.length];
            for (int i = 0; i < tasks.length; i++) {
                Component of = components[i];
                int subAcross = source.isColour() && i > 0 ? chroma.across : 1;
                int subDown = source.isColour() && i > 0 ? chroma.down : 1;
                double across = scale(source.width(), size.width(), of.h(), source.mostAcross());
                double down = scale(source.height(), size.height(), of.v(), source.mostDown());
                tasks[i] =
                        task(
                                source.samplesAcross(of),
                                source.samplesDown(of),
                                ceilDiv(size.width(), subAcross),
                                ceilDiv(size.height(), subDown),
                                across * subAcross,
                                down * subDown,
                                steps[i],
                                zones);
            }
            return new Layout(frame, steps, tasks);
        }

        private static double scale(int from, int to, int factor, int mostFactor) {
            return (double) from / to * factor / mostFactor;
        }

        private static Plane.Task task(
                int width,
                int height,
                int outWidth,
                int outHeight,
                double across,
                double down,
                int[] steps,
                int[] zones) {
            double finer = Math.min(across, down);
            int least = Plane.Task.least(finer);
            return new Plane.Task(
                    new Axis.Key(width, outWidth, across, least),
                    new Axis.Key(height, outHeight, down, least),
                    Plane.Task.most(finer),
                    steps,
                    zones);
        }

        private static int ceilDiv(int a, int b) {
            return (a + b - 1) / b;
        }

        /// Numbers that its planes hold, for bands of so many block rows.
        long floats(int bandRows) {
            long floats = 0;
            for (Plane.Task task : tasks) {
                floats += task.floats(bandRows);
            }
            return floats;
        }
    }

    /// How much coarser chroma is than luma in the output.
    record Chroma(int across, int down) {

        static final Chroma HALVED = new Chroma(2, 2);

        /// As fine as in the source, or as near as JPEGs usually come.
        static Chroma asIn(Frame source) {
            if (!source.isColour()) {
                return new Chroma(1, 1);
            }
            Component chroma = source.components()[1];
            return new Chroma(
                    source.mostAcross() > chroma.h() ? 2 : 1,
                    source.mostDown() > chroma.v() ? 2 : 1);
        }
    }

    Rendition(AxisCache axes) {
        planes = new Plane[] {new Plane(axes), new Plane(axes), new Plane(axes)};
        blocks = new WriteBlocks(layout.frame, planes, candidates);
    }

    void reset(Layout wanted, Columns[] sources) {
        layout = wanted;
        for (int i = 0; i < layout.tasks.length; i++) {
            planes[i].reset(sources[i], layout.tasks[i]);
        }
        candidates.reset(layout.frame);
        blocks = new WriteBlocks(layout.frame, planes, candidates);
        mcuRow = 0;
    }

    /// Takes a band of the source and writes every row of MCUs that it completes.
    ///
    /// @param blockRows of each component's band, those that hold picture
    void take(Columns[] band, int[] blockRows) {
        for (int i = 0; i < layout.tasks.length; i++) {
            if (!band[i].liesBehindAnother()) {
                Plane behind = planes[band[i].hasAnotherBehind() ? i + 1 : i];
                planes[i].take(band[i], blockRows[i], behind);
            }
        }
        while (mcuRow < layout.frame.mcusDown() && allReach(mcuRow)) {
            blocks.mcuRow(mcuRow++);
        }
    }

    private boolean allReach(int row) {
        boolean all = true;
        for (Component component : layout.frame.components()) {
            int wanted = Math.min((row + 1) * component.v(), component.blocksDown());
            all &= planes[component.index()].reaches(wanted);
        }
        return all;
    }

    Layout layout() {
        return layout;
    }

    /// The values of the output, once the whole source was taken.
    Candidates candidates() {
        if (mcuRow != layout.frame.mcusDown()) {
            throw new IllegalStateException("the source has not been taken as a whole");
        }
        return candidates;
    }

    void shrink() {
        candidates.shrink();
    }
}
