package org.imgmill.transcode.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.imgmill.transcode.jpeg.Recompressed.Done;
import org.imgmill.transcode.jpeg.SampleJpeg.Layout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What every effort may do to every coefficient, by a decoder that shares no code.
class EffortTest {

    private final JpegRecompressor recompressor = new JpegRecompressor();

    static List<Layout> layouts() {
        int[][] samplings = {
            {11},
            {22, 11, 11},
            {21, 11, 11},
            {12, 11, 11},
            {11, 11, 11},
            {41, 11, 11},
            {11, 22, 22},
            {22, 21, 12},
            {13, 11, 11},
            {21, 21, 21}
        };
        int[][] sizes = {{1, 1}, {9, 17}, {97, 61}, {160, 33}};
        var layouts = new ArrayList<Layout>();
        for (int[] sampling : samplings) {
            for (int[] size : sizes) {
                for (int restart : new int[] {0, 7}) {
                    layouts.add(new Layout(size[0], size[1], false, true, restart, 14, sampling));
                    layouts.add(new Layout(size[0], size[1], false, false, restart, 30, sampling));
                    layouts.add(new Layout(size[0], size[1], true, true, restart, 8, sampling));
                }
            }
        }
        return layouts;
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void everyValueIsOneThatItsEffortAllows(Layout layout) throws IOException {
        byte[] in = SampleJpeg.of(layout, 7);
        for (Effort effort : new Effort[] {Effort.DEFAULT, Effort.MAX}) {
            for (Scans scans : Scans.values()) {
                for (int quality : new int[] {20, 50, 90}) {
                    var options = new JpegOptions(quality, false, false, effort, scans);
                    byte[] out = done(in, options);
                    String name = layout + " " + options;
                    Allowed.require(name, in, out, quality, effort);
                    Exact.decodeWithoutWarnings(name, out);
                }
            }
        }
    }

    @Test
    void everyPhotoIsWhatItsEffortAllows() throws IOException {
        for (Path file : SharedFiles.photos()) {
            byte[] in = Files.readAllBytes(file);
            if (in.length < 1_000_000) {
                for (Effort effort : new Effort[] {Effort.DEFAULT, Effort.MAX}) {
                    byte[] out = done(in, new JpegOptions(50, false, false, effort, Scans.AUTO));
                    Allowed.require(file.toString(), in, out, 50, effort);
                    Exact.decodeWithoutWarnings(file.toString(), out);
                }
            }
        }
    }

    @Test
    void everySoundFileIsWhatItsEffortAllows() throws IOException {
        int done = 0;
        for (Path file : SharedFiles.soundJpegs()) {
            byte[] in = Files.readAllBytes(file);
            for (Effort effort : new Effort[] {Effort.DEFAULT, Effort.MAX}) {
                var options = new JpegOptions(50, false, false, effort, Scans.AUTO);
                if (recompressor.recompress(in, in.length, options) instanceof Done made) {
                    Allowed.require(file.toString(), in, made.bytes(), 50, effort);
                    Exact.decodeWithoutWarnings(file.toString(), made.bytes());
                    done++;
                }
            }
        }
        assertThat(done).isGreaterThan(140);
    }

    /// However the input was laid out, the values are the same, and so are the bytes.
    @ParameterizedTest
    @ValueSource(ints = {11, 22, 21})
    void sequentialAndProgressiveInputsGiveTheSameFile(int luma) {
        int[] sampling = {luma, 11, 11};
        byte[] sequential = SampleJpeg.of(new Layout(213, 140, false, true, 0, 17, sampling), 3);
        byte[] apart = SampleJpeg.of(new Layout(213, 140, false, false, 5, 17, sampling), 3);
        byte[] progressive = SampleJpeg.of(new Layout(213, 140, true, true, 0, 17, sampling), 3);
        for (Effort effort : new Effort[] {Effort.DEFAULT, Effort.MAX}) {
            assertThat(atScale(apart, effort)).isEqualTo(atScale(sequential, effort));
            assertThat(atScale(progressive, effort)).isEqualTo(atScale(sequential, effort));
        }
    }

    private static byte[] atScale(byte[] in, Effort effort) {
        var workspace = new Workspace();
        var file = ReadJpeg.read(in, in.length, Long.MAX_VALUE, workspace.entropy());
        var options = JpegOptions.quality(50).with(effort, Scans.AUTO);
        return new SaveBytes(workspace).run(file, options, LookSteps.at(1200, effort)).bytes();
    }

    @Test
    void aBaselineFileIsOneSequentialScan() {
        byte[] in = SampleJpeg.of(Layout.progressive(400, 300, 22, 11, 11), 9);
        for (Effort effort : Effort.values()) {
            byte[] out = done(in, JpegOptions.quality(50).with(effort, Scans.BASELINE));
            assertThat(markers(out, 0xC0)).isEqualTo(1);
            assertThat(markers(out, 0xDA)).isEqualTo(1);
        }
    }

    @Test
    void severalScansAreWrittenOnlyWhereTheyAreSmaller() {
        short[] smooth = new short[64 * 4800];
        for (int block = 0; block < 4800; block += 3) {
            for (int k = 1; k < 5; k++) {
                smooth[64 * block + k] = (short) (block % 40 - 20);
            }
        }
        byte[] large = SampleJpeg.of(Layout.sequential(640, 480, 22, 11, 11), smooth);
        byte[] tiny = SampleJpeg.of(Layout.sequential(16, 16, 22, 11, 11), 9);
        var auto = JpegOptions.quality(50).with(Effort.DEFAULT, Scans.AUTO);
        var baseline = JpegOptions.quality(50).with(Effort.DEFAULT, Scans.BASELINE);
        assertThat(markers(done(large, auto), 0xDA)).isEqualTo(5);
        assertThat(done(large, auto).length).isLessThan(done(large, baseline).length);
        assertThat(done(tiny, auto)).isEqualTo(done(tiny, baseline));
    }

    /// Longer than the longest run of ended blocks that is written as one.
    @Test
    void aLongRunOfEmptyBlocksEnds() throws IOException {
        short[] one = new short[64 * 6000];
        one[64 * 5990 + 2] = 100;
        byte[] in = SampleJpeg.of(Layout.sequential(640, 640, 11), one);
        byte[] out = done(in, JpegOptions.quality(50).with(Effort.DEFAULT, Scans.AUTO));
        Allowed.require("empty", in, out, 50, Effort.DEFAULT);
        Exact.decodeWithoutWarnings("empty", out);
        assertThat(markers(out, 0xDA)).isEqualTo(3);
    }

    @Test
    void theBestQualityChangesNoValue() throws IOException {
        byte[] in = SampleJpeg.of(Layout.sequential(120, 90, 22, 11, 11), 4);
        for (Effort effort : Effort.values()) {
            byte[] out = done(in, new JpegOptions(100, false, false, effort, Scans.AUTO));
            Exact.require("best", in, out, 100);
        }
    }

    @Test
    void everyEffortSpendsFewerBytesOnAPhoto() throws IOException {
        for (Path file : SharedFiles.photos()) {
            byte[] in = Files.readAllBytes(file);
            int before = Integer.MAX_VALUE;
            for (Effort effort : Effort.values()) {
                byte[] out = done(in, JpegOptions.quality(50).with(effort, Scans.AUTO));
                assertThat(out.length).as("%s %s", file, effort).isLessThan(before);
                before = out.length;
            }
        }
    }

    private byte[] done(byte[] in, JpegOptions options) {
        return ((Done) recompressor.recompress(in, in.length, options)).bytes();
    }

    /// Segments of this kind; those of a file without thumbnails and the like.
    private static int markers(byte[] jpeg, int marker) {
        int count = 0;
        for (int i = 0; i + 1 < jpeg.length; i++) {
            count += jpeg[i] == -1 && (jpeg[i + 1] & 0xFF) == marker ? 1 : 0;
        }
        return count;
    }
}
