package org.imgmill.transcode.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

/// Holds every coefficient of an output to what its effort may have made of the input's, as
/// [PlainJpeg] reads both.
final class Allowed {

    /// Values are looked at in 64ths of a step; so near a border either side is right.
    private static final double NEAR = 1 / 64.0;

    static void require(String name, byte[] in, byte[] out, int quality, Effort effort) {
        var before = new PlainJpeg(in);
        var after = new PlainJpeg(out);
        assertThat(after.width).as(name).isEqualTo(before.width);
        assertThat(after.height).as(name).isEqualTo(before.height);
        assertThat(after.count).as(name).isEqualTo(before.count);
        var file = ReadJpeg.read(in, in.length, Long.MAX_VALUE, new EntropyData());
        Look look = LookSteps.of(quality, effort, file.bitsPerPixel());
        for (int c = 0; c < before.count; c++) {
            requireSteps(
                    name,
                    before.steps[c],
                    after.steps[c],
                    c == 0 ? look.lumaSteps() : look.chromaSteps(),
                    effort);
            for (int y = 0; y < before.blocksDown(c); y++) {
                for (int x = 0; x < before.blocksAcross(c); x++) {
                    requireDc(name, before, after, c, y, x);
                    for (int k = 1; k < 64; k++) {
                        int value = Math.clamp(before.blocks[c][y][x][k], -1023, 1023);
                        double exact = value * (double) before.steps[c][k] / after.steps[c][k];
                        int level = after.blocks[c][y][x][k];
                        if (!isAllowed(exact, level, look.zones()[k] / 64.0, effort)) {
                            throw new AssertionError(
                                    "%s: component %d block %d,%d position %d is %d, not %f"
                                            .formatted(name, c, x, y, k, level, exact));
                        }
                    }
                }
            }
        }
    }

    private static void requireSteps(
            String name, int[] source, int[] steps, int[] wanted, Effort effort) {
        for (int k = 0; k < 64; k++) {
            int least = Math.max(source[k], wanted[k]);
            int most = least;
            if (effort == Effort.MAX && k > 0) {
                least = Math.max(source[k], (int) (wanted[k] * 0.8));
                most = Math.max(source[k], Math.min(255, (int) Math.ceil(wanted[k] * 1.25)));
            }
            assertThat(steps[k]).as("%s step %d", name, k).isBetween(least, most);
        }
    }

    /// DC goes to its nearest step at every effort.
    private static void requireDc(
            String name, PlainJpeg before, PlainJpeg after, int c, int y, int x) {
        int value = Math.clamp(before.blocks[c][y][x][0], -1024, 1023);
        int expected = Exact.formula(value, before.steps[c][0], after.steps[c][0]);
        assertThat(after.blocks[c][y][x][0]).as("%s DC of %d,%d", name, x, y).isEqualTo(expected);
    }

    /// The nearest step; for DEFAULT 0 below the zone and never above it; for MAX also the step
    /// below, and 0 in place of what would be 1 or 2.
    static boolean isAllowed(double exact, int level, double zone, Effort effort) {
        double size = Math.abs(exact);
        int made = exact < 0 ? -level : level;
        boolean nearest = Math.abs(size - made) <= 0.5 + NEAR;
        return switch (effort) {
            case FAST -> nearest;
            case DEFAULT -> made == 0 ? size <= zone + NEAR : nearest && size >= zone - NEAR;
            case MAX ->
                    (made == 0 && size < 2.5 + NEAR)
                            || (made > 0
                                    && size >= zone - NEAR
                                    && (nearest || Math.abs(size - 1 - made) <= 0.5 + NEAR));
        };
    }

    private Allowed() {}
}
