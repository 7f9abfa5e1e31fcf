package org.imgmill.transcode.header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.imgmill.transcode.header.Sniffed.Broken;
import org.imgmill.transcode.header.Sniffed.Picture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeadersTest {

    private static byte[] image(String format) throws IOException {
        var out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(70, 30, BufferedImage.TYPE_INT_RGB), format, out);
        return out.toByteArray();
    }

    private static Sniffed read(byte[] file) {
        return Headers.read(file, file.length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png", "gif", "tiff"})
    void whatImageIoWritesIsRead(String format) throws IOException {
        assertThat(read(image(format)))
                .isInstanceOfSatisfying(
                        Picture.class,
                        picture -> {
                            assertThat(picture.kind().name()).isEqualToIgnoringCase(format);
                            assertThat(picture.width()).isEqualTo(70);
                            assertThat(picture.height()).isEqualTo(30);
                            assertThat(picture.frames()).isEqualTo(1);
                        });
    }

    @ParameterizedTest
    @CsvSource({
        "524946461A000000574542505650384C0D0000002F2F4002001007101111888808,48,10",
        "524946461E00000057454250565038200A0000003001009D012A30001400,48,20",
        "52494646160000005745425056503858" + "0A00000000000000FF00000F0000,256,16",
        "4D4D002A00000008000201000003000000010040000001010003000000010020000000000000,64,32",
        "49492A000800000002000001040001000000400000000101040001000000200000000000,64,32",
    })
    void headersAreReadByTheByte(String hex, int width, int height) {
        assertThat(read(HexFormat.of().parseHex(hex)))
                .isInstanceOfSatisfying(
                        Picture.class,
                        picture -> {
                            assertThat(picture.width()).isEqualTo(width);
                            assertThat(picture.height()).isEqualTo(height);
                        });
    }

    @ParameterizedTest
    @CsvSource({
        "000001000100,ICO",
        "000002000100,CUR",
        "0000020000000000,TGA",
        "00000A0000000000,TGA",
        "38425053,Photoshop"
    })
    void whatIsNotReadIsCalledByItsName(String hex, String name) {
        assertThat(read(HexFormat.of().parseHex(hex))).isEqualTo(new Sniffed.Unsupported(name));
    }

    @ParameterizedTest
    @CsvSource({
        "32,3,1,TIFF of 32-bit floating components",
        "16,2,1,TIFF of 16-bit signed components",
        "8,2,3,TIFF of 8-bit signed components",
        "64,3,3,TIFF of 64-bit floating components",
        "32,1,1,TIFF of 32-bit components",
        "32,0,3,TIFF of 32-bit components",
        "12,1,1,TIFF of 12-bit components",
        "32,3,3,",
        "16,1,1,",
        "8,4,1,",
        "1,0,1,"
    })
    void aTiffOfNumbersThatAreNoShadesIsNotRead(
            int depth, int format, int samples, @Nullable String name) {
        int ofNumbers = format == 0 ? 284 : 339;
        byte[] file =
                HexFormat.of()
                        .parseHex(
                                "49492A00080000000500"
                                        + entry(256, 1, 64)
                                        + entry(257, 1, 32)
                                        + entry(258, samples, depth)
                                        + entry(277, 1, samples)
                                        + entry(ofNumbers, samples, format)
                                        // What three numbers of two bytes each are, elsewhere.
                                        + "%02X00".formatted(depth).repeat(4)
                                        + "%02X00".formatted(format).repeat(4));

        if (name == null) {
            assertThat(read(file)).isInstanceOf(Picture.class);
        } else {
            assertThat(read(file)).isEqualTo(new Sniffed.Unsupported(name));
        }
    }

    /// An entry of numbers of two bytes; more than two stand behind the five entries.
    private static String entry(int tag, int count, int value) {
        int inside = count <= 2 ? value : 10 + 5 * 12 + (tag == 339 ? 8 : 0);
        return "%02X%02X0300%02X000000%02X000000".formatted(tag & 0xFF, tag >> 8, count, inside);
    }

    @Test
    void aGifThatEndsInAFrameIsBrokenAndOneWithoutItsLastByteIsNot() throws IOException {
        byte[] gif = image("gif");

        assertThat(Headers.read(gif, gif.length - 1)).isInstanceOf(Picture.class);
        assertThat(Headers.read(gif, gif.length - 2)).isInstanceOf(Picture.class);
        assertThat(Headers.read(gif, gif.length - 3))
                .isEqualTo(new Broken(Kind.GIF, "it ends in the middle of a frame"));
    }

    @Test
    void theScansOfAProgressiveJpegAreCounted() {
        String start = "FFD8FFC2000B080010001001011100";
        String scan = "FFDA0008010100000000FFD0FF00FFFF";

        for (int scans = 1; scans < 4; scans++) {
            byte[] file = HexFormat.of().parseHex(start + scan.repeat(scans) + "FFD9");

            assertThat(((Picture) read(file)).scans()).isEqualTo(scans);
            assertThat(((Picture) read(file)).layered()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FFD8",
                "FFD8FFD9",
                "FFD8FFDA0008010100003F00",
                "89504E470D0A1A0A",
                "474946383961",
                "49492A00FFFFFFFF",
                "524946460400000057454250",
                "0000001C667479706176696600000000"
            })
    void aHeaderThatEndsTooEarlyIsBroken(String hex) {
        assertThat(read(HexFormat.of().parseHex(hex))).isInstanceOf(Broken.class);
    }

    /// Whatever the bytes are, reading them ends, with a value.
    @Test
    void noBytesMakeTheReaderFail() throws IOException {
        var random = new Random(11);
        var seeds = new ArrayList<byte[]>();
        for (String format : List.of("jpeg", "png", "gif", "tiff")) {
            seeds.add(image(format));
        }
        for (int i = 0; i < 40_000; i++) {
            byte[] broken = seeds.get(i % seeds.size()).clone();
            for (int hit = 0; hit <= i % 5; hit++) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            }
            assertThat(Headers.read(broken, random.nextInt(broken.length + 1))).isNotNull();
        }
    }

    @Test
    void noHostileFileMakesTheReaderFailHoweverItIsChanged() throws IOException {
        Path files = Path.of("../../shared/hostile");
        assumeTrue(Files.isDirectory(files), "no collection of hostile files here");
        var random = new Random(13);
        for (String folder : List.of("avif_heic", "webp", "tiff", "gif", "png", "jpeg_odd")) {
            List<Path> paths;
            try (var list = Files.list(files.resolve(folder))) {
                paths = list.filter(Files::isRegularFile).toList();
            }
            for (Path path : paths) {
                byte[] file = Files.readAllBytes(path);
                for (int i = 0; i < 50 && file.length > 0; i++) {
                    file[random.nextInt(Math.min(file.length, 600))] = (byte) random.nextInt(256);
                    assertThat(Headers.read(file, file.length)).isNotNull();
                }
            }
        }
    }
}
