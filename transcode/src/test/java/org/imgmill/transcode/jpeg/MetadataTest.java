package org.imgmill.transcode.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.imgmill.transcode.jpeg.Recompressed.Done;
import org.imgmill.transcode.jpeg.Recompressed.Reason;
import org.imgmill.transcode.jpeg.Recompressed.Refused;
import org.imgmill.transcode.jpeg.SampleJpeg.Layout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Orientation and colour profile stay, everything else goes unless it is to be kept.
class MetadataTest {

    private static final JpegOptions STRIP = new JpegOptions(50, true, false);
    private static final JpegOptions KEEP = new JpegOptions(50, true, true);

    private final byte[] plain = SampleJpeg.of(Layout.sequential(24, 24, 22, 11, 11), 1);

    @ParameterizedTest
    @CsvSource({
        "MM,3,1,6,6",
        "II,3,1,6,6",
        "MM,3,1,1,1",
        "II,3,1,8,8",
        "MM,3,1,9,1",
        "II,3,1,65535,1",
        "MM,4,1,6,1",
        "II,3,2,6,1",
        "XX,3,1,6,1"
    })
    void onlyASoundOrientationStays(String order, int type, int count, int value, int kept) {
        byte[] in = Edited.afterStart(plain, exif(order, type, count, value, "GPS here"));
        byte[] out = done(in, STRIP);
        assertThat(orientation(out)).isEqualTo(kept);
        assertThat(text(out)).doesNotContain("GPS here");
        assertThat(orientation(stripped(in))).isEqualTo(kept);
        assertThat(text(stripped(in))).doesNotContain("GPS here");
    }

    @Test
    void aDirectoryOutsideItsSegmentIsIgnored() {
        byte[] exif = exif("MM", 3, 1, 6, "");
        for (int at = 10; at < exif.length; at++) {
            byte[] damaged = Edited.set(exif, at, 0xFF);
            byte[] out = done(Edited.afterStart(plain, damaged), STRIP);
            assertThat(orientation(out)).isBetween(1, 8);
        }
    }

    @Test
    void aProfileInPiecesIsPutInOrder() {
        byte[] profile = profile();
        byte[] in =
                Edited.afterStart(
                        plain,
                        chunk(2, 2, Arrays.copyOfRange(profile, 100, 200)),
                        chunk(1, 2, Arrays.copyOf(profile, 100)));
        byte[] ordered = new byte[0];
        byte[] first = chunk(1, 2, Arrays.copyOf(profile, 100));
        byte[] second = chunk(2, 2, Arrays.copyOfRange(profile, 100, 200));
        ordered = Edited.insert(Edited.insert(ordered, 0, second), 0, first);
        assertThat(text(done(in, STRIP))).contains(text(ordered));
        assertThat(text(stripped(in))).contains(text(ordered));
    }

    @Test
    void aProfileThatIsNotWholeOrNoneIsDropped() {
        byte[] missing = Edited.afterStart(plain, chunk(1, 2, profile()));
        byte[] twice = Edited.afterStart(plain, chunk(1, 2, profile()), chunk(1, 2, profile()));
        byte[] noise = Edited.afterStart(plain, chunk(1, 1, new byte[200]));
        assertThat(Edited.has(done(missing, STRIP), 0xE2)).isFalse();
        assertThat(Edited.has(done(twice, STRIP), 0xE2)).isFalse();
        assertThat(Edited.has(done(noise, STRIP), 0xE2)).isFalse();
        assertThat(Edited.has(stripped(noise), 0xE2)).isFalse();
    }

    @Test
    void xmpAndCommentsStayOnlyWhereTheyAreToBeKept() {
        byte[] in =
                Edited.afterStart(
                        plain,
                        exif("MM", 3, 1, 3, "a camera"),
                        Edited.segment(0xE1, "http://ns.adobe.com/xap/1.0/\0<x/>"),
                        Edited.segment(0xED, "Photoshop 3.0\0IPTC"),
                        Edited.segment(0xFE, "a comment"));
        String stripped = text(done(in, STRIP));
        String kept = text(done(in, KEEP));
        for (String what : new String[] {"<x/>", "IPTC", "a comment", "a camera"}) {
            assertThat(stripped).doesNotContain(what);
            assertThat(text(stripped(in))).doesNotContain(what);
            assertThat(kept).contains(what);
        }
        assertThat(orientation(done(in, KEEP))).isEqualTo(3);
    }

    @Test
    void theDensityStaysAndTheThumbnailGoes() {
        byte[] jfif = Edited.segment(0xE0, "JFIF\0\1\2\1\0\110\0\107\1\1abc");
        byte[] in = Edited.afterStart(plain, jfif);
        assertThat(text(done(in, STRIP)))
                .startsWith("\u00ff\u00d8\u00ff\u00e0\0\20JFIF\0\1\2\1\0\110\0\107\0\0");
        assertThat(text(stripped(in)))
                .contains("JFIF\0\1\2\1\0\110\0\107\0\0")
                .doesNotContain("abc");
    }

    @Test
    void bytesBehindTheEndAreDropped() {
        byte[] in = Edited.insert(plain, plain.length, plain);
        assertThat(done(in, STRIP)).isEqualTo(done(plain, STRIP));
        assertThat(stripped(in)).isEqualTo(stripped(plain)).isEqualTo(plain);
    }

    @Test
    void aSecondPictureThatIsToBeKeptIsUnsupported() {
        byte[] in = Edited.afterStart(plain, Edited.segment(0xE2, "MPF\0II*\0"));
        assertThat(done(in, STRIP)).isEqualTo(done(plain, STRIP));
        assertThat(new JpegRecompressor().recompress(in, in.length, KEEP))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.UNSUPPORTED));
    }

    @Test
    void strippingLeavesThePictureBitForBit() {
        byte[] progressive = SampleJpeg.of(new Layout(50, 40, true, true, 3, 20, 21, 11, 11), 9);
        assertThat(stripped(progressive)).isEqualTo(progressive);
        byte[] adobe = Edited.segment(0xEE, "Adobe\0\144\0\0\0\0\1");
        assertThat(text(stripped(Edited.afterStart(progressive, adobe)))).contains("Adobe");
        byte[] arithmetic = Edited.set(plain, Edited.find(plain, 0xC0) + 1, 0xC9);
        assertThat(stripped(arithmetic)).isEqualTo(arithmetic);
    }

    @Test
    void aStrippedPhotoHasEveryCoefficientItHad() throws IOException {
        for (Path photo : SharedFiles.photos()) {
            byte[] in = Files.readAllBytes(photo);
            byte[] with = Edited.afterStart(in, Edited.segment(0xED, "private"));
            byte[] out = stripped(with);
            assertThat(text(out)).doesNotContain("private");
            assertThat(Arrays.deepEquals(new PlainJpeg(out).blocks, new PlainJpeg(in).blocks))
                    .as(photo.toString())
                    .isTrue();
        }
    }

    @Test
    void strippingPartOfAFileIsRefused() {
        byte[] in = Edited.afterStart(plain, exif("MM", 3, 1, 3, "a camera"));
        for (int length = 0; length < in.length; length++) {
            assertThat(JpegStrip.strip(in, length)).isInstanceOf(Refused.class);
        }
    }

    private static byte[] done(byte[] in, JpegOptions options) {
        return ((Done) new JpegRecompressor().recompress(in, in.length, options)).bytes();
    }

    private static byte[] stripped(byte[] in) {
        return ((Done) JpegStrip.strip(in, in.length)).bytes();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static int orientation(byte[] jpeg) {
        if (!Edited.has(jpeg, 0xE1)) {
            return 1;
        }
        int at = Edited.find(jpeg, 0xE1);
        return ExifOrientation.of(jpeg, new Segment(0xE1, at, at + 2 + Bytes.u16(jpeg, at + 2)));
    }

    private static byte[] exif(String order, int type, int count, int value, String more) {
        var tiff = new StringBuilder();
        boolean little = order.equals("II");
        tiff.append("Exif\0\0").append(order);
        number(tiff, little, 42, 2);
        number(tiff, little, 8, 4);
        number(tiff, little, 1, 2);
        number(tiff, little, 0x112, 2);
        number(tiff, little, type, 2);
        number(tiff, little, count, 4);
        number(tiff, little, value, 2);
        number(tiff, little, 0, 2);
        number(tiff, little, 0, 4);
        return Edited.segment(0xE1, tiff.append(more).toString());
    }

    private static void number(StringBuilder to, boolean little, int value, int size) {
        for (int i = 0; i < size; i++) {
            to.append((char) ((value >> (8 * (little ? i : size - 1 - i))) & 255));
        }
    }

    private static byte[] profile() {
        byte[] profile = new byte[200];
        for (int i = 0; i < profile.length; i++) {
            profile[i] = (byte) i;
        }
        System.arraycopy("acsp".getBytes(StandardCharsets.US_ASCII), 0, profile, 36, 4);
        return profile;
    }

    private static byte[] chunk(int number, int of, byte[] part) {
        String head = "ICC_PROFILE\0" + (char) number + (char) of;
        return Edited.segment(0xE2, head + text(part));
    }
}
