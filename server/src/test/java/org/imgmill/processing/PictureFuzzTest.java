package org.imgmill.processing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.imgmill.fuzzing.Fuzzing;
import org.imgmill.testing.Pictures;
import org.imgmill.transcode.header.Headers;
import org.imgmill.transcode.jpeg.JpegOptions;
import org.imgmill.transcode.jpeg.JpegRecompressor;
import org.imgmill.transcode.jpeg.JpegStrip;
import org.imgmill.transcode.jpeg.Recompressed;
import org.junit.jupiter.api.Test;

/// Whatever strangers' bytes are, the code that reads them in the server's own process answers.
class PictureFuzzTest {

    private static List<byte[]> with(List<byte[]> hostile) {
        return Stream.concat(
                        Stream.of(Pictures.jpeg(64, 48), Pictures.jpeg(17, 31)), hostile.stream())
                .toList();
    }

    @Test
    void noMutantOfAPictureBreaksTheReadingOfItsHeader() {
        var samples =
                with(
                        Fuzzing.hostile(
                                "avif_heic",
                                "bmp",
                                "gif",
                                "jpeg_odd",
                                "jpeg_corrupt",
                                "png",
                                "tiff",
                                "webp",
                                "other"));
        Fuzzing.play(
                random -> {
                    byte[] mutant = Fuzzing.mutant(samples, random);
                    assertThat(Headers.read(mutant, mutant.length)).isNotNull();
                });
    }

    @Test
    void noMutantOfAJpegBreaksTheRecompressor() {
        var samples =
                with(
                        Fuzzing.hostile(
                                "jpeg_odd",
                                "jpeg_corrupt",
                                "jpeg_gainmap_mpo",
                                "jpeg_orientation"));
        var recompressor = new JpegRecompressor();
        Fuzzing.play(
                random -> {
                    byte[] mutant = Fuzzing.mutant(samples, random);
                    var options =
                            new JpegOptions(
                                    1 + random.nextInt(100),
                                    random.nextBoolean(),
                                    random.nextBoolean());
                    if (recompressor.recompress(mutant, mutant.length, options)
                            instanceof Recompressed.Done(var out, var width, var height, var _)) {
                        assertThat(recompressor.recompress(out, out.length, options))
                                .isInstanceOf(Recompressed.Done.class);
                        assertThat(width * height).isPositive();
                    }
                    assertThat(JpegStrip.strip(mutant, mutant.length)).isNotNull();
                });
    }
}
