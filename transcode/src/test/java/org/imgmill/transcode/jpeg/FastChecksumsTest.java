package org.imgmill.transcode.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.imgmill.transcode.jpeg.Recompressed.Done;
import org.imgmill.transcode.jpeg.SampleJpeg.Layout;
import org.junit.jupiter.api.Test;

/// The fast effort gives the bytes that version 1.0.0 gave, whose checksums are stored.
///
/// Whoever changes these bytes on purpose takes the new checksums from the failure's message.
class FastChecksumsTest {

    @Test
    void theFastEffortWritesTheBytesOfTheFirstVersion() throws IOException {
        assertThat(String.join("\n", checksums())).isEqualTo(stored());
    }

    private static List<String> checksums() throws IOException {
        var recompressor = new JpegRecompressor();
        var lines = new ArrayList<String>();
        for (var picture : pictures().entrySet()) {
            for (int quality : new int[] {1, 30, 50, 75, 90, 100}) {
                for (boolean fold : new boolean[] {true, false}) {
                    byte[] in = picture.getValue();
                    var options = new JpegOptions(quality, fold, false);
                    byte[] out = ((Done) recompressor.recompress(in, in.length, options)).bytes();
                    lines.add(
                            "%s\t%d\t%s\t%s"
                                    .formatted(
                                            picture.getKey(),
                                            quality,
                                            fold ? "fold" : "keep",
                                            checksum(out)));
                }
            }
        }
        return lines;
    }

    private static Map<String, byte[]> pictures() throws IOException {
        var pictures = new TreeMap<String, byte[]>();
        try (Stream<Path> samples = Files.list(Path.of("../samples"))) {
            samples.filter(file -> file.toString().endsWith(".jpg"))
                    .forEach(file -> pictures.put(file.getFileName().toString(), read(file)));
        }
        int[][] samplings = {{11}, {22, 11, 11}, {21, 11, 11}, {12, 11, 11}, {11, 11, 11}};
        for (int[] sampling : samplings) {
            for (int restart : new int[] {0, 3}) {
                for (boolean progressive : new boolean[] {false, true}) {
                    var layout = new Layout(173, 91, progressive, true, restart, 18, sampling);
                    pictures.put(
                            "%d of %d, %s, restart %d"
                                    .formatted(
                                            sampling[0],
                                            sampling.length,
                                            progressive ? "progressive" : "sequential",
                                            restart),
                            SampleJpeg.of(layout, 11));
                }
            }
        }
        return pictures;
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String checksum(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String stored() throws IOException {
        try (var in = FastChecksumsTest.class.getResourceAsStream("fast-checksums.tsv")) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
