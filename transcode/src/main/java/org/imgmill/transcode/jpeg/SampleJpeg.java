package org.imgmill.transcode.jpeg;

import java.io.ByteArrayOutputStream;
import java.util.SplittableRandom;

/// Makes JPEGs of any layout, filled with noise that is distributed as photographs are.
///
/// They warm the codec up at start, and its tests are made of them. Plain and slow.
final class SampleJpeg {

    /// @param sampling horizontal and vertical factor of each component: 22, 11, 11 is 4:2:0
    /// @param interleaved one scan for all components; else one each (sequential only)
    /// @param restartInterval MCUs between restart markers; 0: none
    /// @param detail 0 for flat blocks to about 40 for busy ones
    record Layout(
            int width,
            int height,
            boolean progressive,
            boolean interleaved,
            int restartInterval,
            int detail,
            int... sampling) {

        static Layout sequential(int width, int height, int... sampling) {
            return new Layout(width, height, false, true, 0, 12, sampling);
        }

        static Layout progressive(int width, int height, int... sampling) {
            return new Layout(width, height, true, true, 0, 12, sampling);
        }
    }

    private static final int[] SOURCE_LUMA_STEPS = QualitySteps.luma(90);
    private static final int[] SOURCE_CHROMA_STEPS = QualitySteps.chroma(90);

    private final Layout layout;
    private final byte[] sof;
    private final Frame frame;
    private final short[] coefficients;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private SampleJpeg(Layout layout) {
        this.layout = layout;
        sof = sof(layout);
        frame = Frame.read(sof, 0, sof.length, layout.progressive, Long.MAX_VALUE);
        coefficients = new short[frame.blocks() * 64];
    }

    static byte[] of(Layout layout, long seed) {
        var sample = new SampleJpeg(layout);
        sample.fill(new SplittableRandom(seed));
        return sample.file();
    }

    /// A picture of nothing but these coefficients, at the start of its first component.
    static byte[] of(Layout layout, short... coefficients) {
        var sample = new SampleJpeg(layout);
        System.arraycopy(coefficients, 0, sample.coefficients, 0, coefficients.length);
        return sample.file();
    }

    private static byte[] sof(Layout layout) {
        int count = layout.sampling.length;
        byte[] body = new byte[6 + 3 * count];
        body[0] = 8;
        body[1] = (byte) (layout.height >> 8);
        body[2] = (byte) layout.height;
        body[3] = (byte) (layout.width >> 8);
        body[4] = (byte) layout.width;
        body[5] = (byte) count;
        for (int i = 0; i < count; i++) {
            body[6 + 3 * i] = (byte) (i + 1);
            body[7 + 3 * i] = (byte) ((layout.sampling[i] / 10) << 4 | (layout.sampling[i] % 10));
            body[8 + 3 * i] = (byte) Math.min(i, 1);
        }
        return body;
    }

    private void fill(SplittableRandom random) {
        int dc = 0;
        for (int block = 0; block < frame.blocks(); block++) {
            int base = block * 64;
            dc = Math.clamp(dc + value(random, 40), -300, 300);
            coefficients[base] = (short) dc;
            int reach = random.nextInt(layout.detail + 1) + random.nextInt(layout.detail + 1);
            for (int k = 1; k <= Math.min(reach, 63); k++) {
                if (random.nextInt(100) < 70) {
                    coefficients[base + k] = (short) value(random, 1 + 60 / (k * k + 3));
                }
            }
            if (random.nextInt(40) == 0) { // long runs, long values, blocks that need no end
                int most = 1 << random.nextInt(10);
                for (int k = 24 + random.nextInt(40); k < 64; k += 1 + random.nextInt(40)) {
                    coefficients[base + k] = (short) value(random, most);
                }
                coefficients[base + 63] = (short) value(random, most);
            }
        }
    }

    /// Small values are frequent, large ones rare.
    private static int value(SplittableRandom random, int spread) {
        double size = -Math.log(1 - random.nextDouble()) * spread;
        int magnitude = (int) Math.min(size, 1000);
        return random.nextBoolean() ? magnitude : -magnitude;
    }

    private byte[] file() {
        u16(0xFFD8);
        steps(0, SOURCE_LUMA_STEPS);
        steps(1, SOURCE_CHROMA_STEPS);
        u16(layout.progressive ? 0xFFC2 : 0xFFC0);
        u16(2 + sof.length);
        out.writeBytes(sof);
        if (layout.restartInterval > 0) {
            u16(0xFFDD);
            u16(4);
            u16(layout.restartInterval);
        }
        if (layout.progressive) {
            progressive();
        } else if (layout.interleaved) {
            scan(frame.components(), 0, 63, 0, 0);
        } else {
            for (Component component : frame.components()) {
                scan(new Component[] {component}, 0, 63, 0, 0);
            }
        }
        u16(0xFFD9);
        return out.toByteArray();
    }

    /// The script that libjpeg uses by default.
    private void progressive() {
        Component[] all = frame.components();
        var luma = new Component[] {all[0]};
        scan(all, 0, 0, 0, 1);
        scan(luma, 1, 5, 0, 2);
        for (int i = 1; i < all.length; i++) {
            scan(new Component[] {all[i]}, 1, 63, 0, 1);
        }
        scan(luma, 6, 63, 0, 2);
        scan(luma, 1, 63, 2, 1);
        scan(all, 0, 0, 1, 0);
        for (int i = 1; i < all.length; i++) {
            scan(new Component[] {all[i]}, 1, 63, 1, 0);
        }
        scan(luma, 1, 63, 1, 0);
    }

    private void scan(Component[] components, int from, int to, int high, int low) {
        var scan = new SampleScan(coefficients, from, to, high, low);
        int units = 0;
        if (components.length == 1) {
            Component only = components[0];
            for (int row = 0; row < only.blocksDown(); row++) {
                for (int column = 0; column < only.blocksAcross(); column++) {
                    restartBefore(units++, scan);
                    scan.block(only.block(row, column), only.index());
                }
            }
        } else {
            for (int mcu = 0; mcu < frame.mcusAcross() * frame.mcusDown(); mcu++) {
                restartBefore(units++, scan);
                for (Component component : components) {
                    mcu(scan, component, mcu / frame.mcusAcross(), mcu % frame.mcusAcross());
                }
            }
        }
        scan.write(components, out);
    }

    private void restartBefore(int unit, SampleScan scan) {
        if (layout.restartInterval > 0 && unit > 0 && unit % layout.restartInterval == 0) {
            scan.restart();
        }
    }

    private static void mcu(SampleScan scan, Component component, int row, int column) {
        for (int y = 0; y < component.v(); y++) {
            for (int x = 0; x < component.h(); x++) {
                int block = component.block(row * component.v() + y, column * component.h() + x);
                scan.block(block, component.index());
            }
        }
    }

    private void steps(int slot, int[] steps) {
        u16(0xFFDB);
        u16(67);
        out.write(slot);
        for (int step : steps) {
            out.write(step);
        }
    }

    private void u16(int value) {
        out.write(value >> 8);
        out.write(value);
    }
}
