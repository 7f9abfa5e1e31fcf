package org.imgmill.transcode.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.imgmill.transcode.jpeg.Recompressed.Done;
import org.imgmill.transcode.jpeg.Recompressed.Reason;
import org.imgmill.transcode.jpeg.Recompressed.Refused;
import org.imgmill.transcode.jpeg.SampleJpeg.Layout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is not for the requantiser is refused with the reason, before much is spent on it.
class RefusalTest {

    private static final int SOF0 = 0xC0;
    private static final int SOF2 = 0xC2;

    private final byte[] colour = SampleJpeg.of(Layout.sequential(40, 30, 22, 11, 11), 1);
    private final byte[] progressive = SampleJpeg.of(Layout.progressive(40, 30, 22, 11, 11), 1);

    private static Reason reason(byte[] in) {
        var ending = new JpegRecompressor().recompress(in, in.length, JpegOptions.quality(50));
        return switch (ending) {
            case Refused(var reason, var detail) -> reason;
            case Done(var bytes, var width, var height, var _) ->
                    throw new AssertionError("accepted");
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u00ff", "\u00ff\u00d8", "GIF89a", "<html>", "\u00ff\u00d8<html>"})
    void whatDoesNotStartAsAJpegIsNone(String start) {
        assertThat(reason(start.getBytes(StandardCharsets.ISO_8859_1)))
                .isEqualTo(Reason.NOT_A_JPEG);
    }

    @ParameterizedTest
    @ValueSource(ints = {0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF})
    void otherKindsOfFrameAreUnsupported(int frame) {
        byte[] in = Edited.set(colour, Edited.find(colour, SOF0) + 1, frame);
        assertThat(reason(in)).isEqualTo(Reason.UNSUPPORTED);
    }

    @Test
    void twelveBitsPerSampleAreUnsupported() {
        byte[] in = Edited.set(colour, Edited.find(colour, SOF0) + 4, 12);
        assertThat(reason(in)).isEqualTo(Reason.UNSUPPORTED);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 4})
    void onlyGreyAndThreeComponentsAreSupported(int components) {
        byte[] in = Edited.set(colour, Edited.find(colour, SOF0) + 9, components);
        assertThat(reason(in)).isEqualTo(Reason.UNSUPPORTED);
    }

    @Test
    void aHuffmanTableThatNamesASymbolTwiceIsUnsupported() {
        int symbols = Edited.find(colour, 0xC4) + 21;
        byte[] in = Edited.set(colour, symbols + 1, colour[symbols]);
        assertThat(reason(in)).isEqualTo(Reason.UNSUPPORTED);
    }

    @Test
    void aHeightThatComesLaterIsUnsupported() {
        int sof = Edited.find(colour, SOF0);
        byte[] in = Edited.set(Edited.set(colour, sof + 5, 0), sof + 6, 0);
        assertThat(reason(in)).isEqualTo(Reason.UNSUPPORTED);
    }

    @Test
    void rgbWithoutATransformIsUnsupported() {
        byte[] adobe = Edited.segment(0xEE, "Adobe\0\144\0\0\0\0\0");
        assertThat(reason(Edited.afterStart(colour, adobe))).isEqualTo(Reason.UNSUPPORTED);
        byte[] named = colour.clone();
        int sof = Edited.find(colour, SOF0);
        int sos = Edited.find(colour, 0xDA);
        for (int i = 0; i < 3; i++) {
            named[sof + 10 + 3 * i] = (byte) "RGB".charAt(i);
            named[sos + 5 + 2 * i] = (byte) "RGB".charAt(i);
        }
        assertThat(reason(named)).isEqualTo(Reason.UNSUPPORTED);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x44, 0x24, 0x33})
    void anMcuOfMoreThanTenBlocksIsUnsupported(int sampling) {
        byte[] in = Edited.set(colour, Edited.find(colour, SOF0) + 11, sampling);
        in = Edited.set(in, Edited.find(colour, SOF0) + 14, 0x22);
        assertThat(reason(in)).isEqualTo(Reason.UNSUPPORTED);
    }

    @Test
    void aQuantisationStepOfZeroIsUnsupported() {
        byte[] in = Edited.set(colour, Edited.find(colour, 0xDB) + 20, 0);
        assertThat(reason(in)).isEqualTo(Reason.UNSUPPORTED);
    }

    @Test
    void strayBytesBetweenMarkersAreCorrupt() {
        assertThat(reason(Edited.insert(colour, Edited.find(colour, 0xDA), new byte[3])))
                .isEqualTo(Reason.CORRUPT);
    }

    @Test
    void bytesBeyondTheLastBlockAreCorrupt() {
        assertThat(reason(Edited.insert(colour, colour.length - 2, new byte[] {1, 2})))
                .isEqualTo(Reason.CORRUPT);
    }

    @Test
    void aProgressionThatIsNotFinishedIsTruncated() {
        int lastScan = progressive.length;
        do {
            lastScan--;
        } while (progressive[lastScan] != -1 || progressive[lastScan + 1] != (byte) 0xC4);
        byte[] in = Arrays.copyOf(progressive, lastScan + 2);
        in[lastScan + 1] = (byte) 0xD9;
        assertThat(reason(in)).isEqualTo(Reason.TRUNCATED);
    }

    @Test
    void scansAreCountedBeforeTheFirstIsDecoded() {
        int sos = Edited.find(progressive, 0xDA);
        var body = new ByteArrayOutputStream();
        body.write(progressive, 0, sos);
        body.writeBytes(Edited.segment(0xDA, new byte[] {3, 1, 0, 2, 0, 3, 0, 0, 0, 13}));
        for (int low = 12; low >= 0; low--) {
            byte parameters = (byte) ((low + 1) << 4 | low);
            body.writeBytes(
                    Edited.segment(0xDA, new byte[] {3, 1, 0, 2, 0, 3, 0, 0, 0, parameters}));
        }
        for (int c = 1; c <= 3; c++) {
            for (int k = 1; k < 64; k++) {
                body.writeBytes(
                        Edited.segment(0xDA, new byte[] {1, (byte) c, 0, (byte) k, (byte) k, 0}));
            }
        }
        assertThat(reason(body.toByteArray())).isEqualTo(Reason.TOO_MANY_SCANS);
    }

    @Test
    void theHeaderDecidesOnTooManyPixels() {
        var recompressor = new JpegRecompressor(1_000_000);
        byte[] in = sized(colour, SOF0, 1001, 1000);
        assertThat(recompressor.recompress(in, in.length, JpegOptions.quality(50)))
                .isEqualTo(new Refused(Reason.TOO_MANY_PIXELS, "1001 x 1000, limit 1000000"));
    }

    @Test
    void aHugeProgressivePictureIsForAProcessOfItsOwn() {
        assertThat(reason(sized(progressive, SOF2, 6000, 4000))).isEqualTo(Reason.TOO_MUCH_MEMORY);
    }

    @Test
    void aSmallFileThatClaimsToBeHugeTakesLittleMemory() {
        byte[] baseline = sized(colour, SOF0, 10_000, 10_000);
        byte[] halfAsHuge = sized(progressive, SOF2, 5000, 4000);
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var recompressor = new JpegRecompressor();
        long before = threads.getCurrentThreadAllocatedBytes();
        recompressor.recompress(baseline, baseline.length, JpegOptions.quality(50));
        long first = threads.getCurrentThreadAllocatedBytes();
        recompressor.recompress(halfAsHuge, halfAsHuge.length, JpegOptions.quality(50));
        long second = threads.getCurrentThreadAllocatedBytes();
        assertThat(first - before).isLessThan(64L << 20);
        assertThat(second - first).isLessThan((64L << 20) + 16L * 5000 * 4000 * 3 / 2);
    }

    @Test
    void aCallerWhoLiesAboutTheLengthIsTold() {
        assertThatThrownBy(
                        () ->
                                new JpegRecompressor()
                                        .recompress(
                                                colour, colour.length + 1, JpegOptions.quality(50)))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> JpegOptions.quality(0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] sized(byte[] jpeg, int sof, int width, int height) {
        int at = Edited.find(jpeg, sof);
        byte[] in = jpeg.clone();
        in[at + 5] = (byte) (height >> 8);
        in[at + 6] = (byte) height;
        in[at + 7] = (byte) (width >> 8);
        in[at + 8] = (byte) width;
        return in;
    }
}
