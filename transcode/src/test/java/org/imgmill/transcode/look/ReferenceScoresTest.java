package org.imgmill.transcode.look;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.imgmill.transcode.TranscodeLimits;
import org.imgmill.transcode.jpeg.JpegPixels;
import org.imgmill.transcode.jpeg.JpegRecompressor;
import org.imgmill.transcode.pool.Unpacked;
import org.imgmill.transcode.vips.Operation;
import org.imgmill.transcode.vips.Scope;
import org.imgmill.transcode.vips.Vips;
import org.imgmill.transcode.vips.VipsException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// Our scores are those of the reference implementation, of files of which everybody can make the
/// same again.
class ReferenceScoresTest {

    private static final Path SHARED = Path.of("../../shared");

    private static final double CLOSE = 0.5;

    /// One file of a photo on which the implementations of others are more than a point apart.
    private static final double FARTHEST = 0.6;

    private record Row(String photo, String encoder, int quality, int bytes, double score) {}

    @Test
    void filesOfSharpScoreAsTheReferenceSays() throws IOException, VipsException {
        Path table = SHARED.resolve("small/scores.tsv");
        Assumptions.assumeTrue(Files.isRegularFile(table), "no reference scores in " + table);
        var parts = Unpacked.in(TranscodeLimits.DEFAULT);
        var soft = new SoftAssertions();
        var offs = new ArrayList<Double>();
        try {
            Vips vips = Vips.load(parts.library(), List.of("VipsForeignLoadJpegBuffer"));
            for (var photo : rows(table).entrySet()) {
                byte[] source = Files.readAllBytes(SHARED.resolve("photos/" + photo.getKey()));
                var judge = new Ssimulacra2(pixels(source));
                for (Row row : photo.getValue()) {
                    byte[] made = asSharp(vips, source, row);
                    soft.assertThat(made.length).as("bytes of %s", row).isEqualTo(row.bytes);
                    double off = Math.abs(judge.score(pixels(made).rgb()) - row.score);
                    offs.add(off);
                    soft.assertThat(off).as("%s", row).isLessThan(FARTHEST);
                }
            }
        } finally {
            parts.delete();
        }
        soft.assertAll();
        assertThat(offs).hasSize(104);
        assertThat(offs.stream().filter(off -> off > CLOSE).count())
                .as("farther than %s", CLOSE)
                .isLessThanOrEqualTo(1);
        assertThat(offs.stream().mapToDouble(off -> off).average().orElseThrow()).isLessThan(0.1);
    }

    private static Map<String, List<Row>> rows(Path table) throws IOException {
        var rows = new LinkedHashMap<String, List<Row>>();
        for (String line : Files.readAllLines(table).subList(1, 105)) {
            String[] cells = line.split("\t", -1);
            var row =
                    new Row(
                            cells[0],
                            cells[1],
                            Integer.parseInt(cells[2]),
                            Integer.parseInt(cells[3]),
                            Double.parseDouble(cells[4]));
            rows.computeIfAbsent(row.photo, photo -> new ArrayList<>()).add(row);
        }
        assertThat(rows).hasSize(13);
        return rows;
    }

    /// What sharp's `jpeg({quality})` and `jpeg({quality, mozjpeg: true})` ask of libvips.
    private static byte[] asSharp(Vips vips, byte[] source, Row row) throws VipsException {
        try (var scope = new Scope(vips)) {
            MemorySegment body = scope.allocate(source.length);
            body.copyFrom(MemorySegment.ofArray(source));
            var image = scope.operation("jpegload_buffer").buffer(body).toImage();
            String mozjpeg = String.valueOf(row.encoder.endsWith("mozjpeg"));
            Operation saver =
                    scope.operation("jpegsave_buffer")
                            .image(image)
                            .option("keep", "none")
                            .option("Q", row.quality)
                            .option("subsample_mode", "on")
                            .option("optimize_coding", "true")
                            .option("interlace", mozjpeg)
                            .option("trellis_quant", mozjpeg)
                            .option("overshoot_deringing", mozjpeg)
                            .option("optimize_scans", mozjpeg)
                            .option("quant_table", mozjpeg.equals("true") ? 3 : 0);
            return saver.toBuffer().toArray(ValueLayout.JAVA_BYTE);
        }
    }

    private static Pixels pixels(byte[] jpeg) {
        return new JpegPixels(new JpegRecompressor()).decode(jpeg, jpeg.length).orElseThrow();
    }
}
