package org.imgmill.transcode.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.imgmill.transcode.jpeg.JpegFitter.Fitted;
import org.imgmill.transcode.jpeg.Recompressed.Done;
import org.imgmill.transcode.jpeg.SampleJpeg.Layout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The best quality that fits is found by counting, and what is written is what that quality gives.
class JpegFitterTest {

    private final JpegRecompressor codec = new JpegRecompressor();
    private final JpegFitter fitter = new JpegFitter(codec);

    /// Halves what is left until nothing is.
    private static final class Halving implements JpegFitter.Search {

        private final int most;
        private int fits;
        private int tooLarge = 101;

        Halving(int most) {
            this.most = most;
        }

        @Override
        public OptionalInt next() {
            return tooLarge - fits > 1
                    ? OptionalInt.of((fits + tooLarge) / 2)
                    : OptionalInt.empty();
        }

        @Override
        public void saw(int quality, int bytes) {
            if (bytes <= most) {
                fits = quality;
            } else {
                tooLarge = quality;
            }
        }
    }

    private static List<byte[]> pictures() {
        var pictures = new ArrayList<byte[]>();
        for (int[] sampling : new int[][] {{11}, {22, 11, 11}, {11, 11, 11}, {21, 11, 11}}) {
            pictures.add(NaturalJpeg.of(new Layout(331, 243, false, true, 0, 0, sampling), 1));
            pictures.add(NaturalJpeg.of(new Layout(160, 97, false, true, 7, 0, sampling), 2));
            pictures.add(NaturalJpeg.of(new Layout(160, 97, false, false, 0, 0, sampling), 3));
            pictures.add(NaturalJpeg.of(new Layout(203, 150, true, true, 0, 0, sampling), 4));
        }
        return pictures;
    }

    @ParameterizedTest
    @EnumSource(names = "FAST", mode = EnumSource.Mode.EXCLUDE)
    void whatIsFoundIsWhatItsQualityGivesAndNothingBetterFits(Effort effort) {
        for (byte[] in : pictures()) {
            for (Scans scans : Scans.values()) {
                var options = JpegOptions.quality(50).with(effort, scans);
                for (double part : new double[] {0.2, 0.35, 0.6, 0.9}) {
                    require(in, options, (int) (part * in.length));
                }
            }
        }
    }

    @Test
    void photographsAreFittedToo() throws IOException {
        for (var photo : SharedFiles.photos()) {
            if (photo.toString().matches(".*(dune|yellowflower|cups).*")) {
                byte[] in = Files.readAllBytes(photo);
                var options = JpegOptions.quality(50).with(Effort.DEFAULT, Scans.AUTO);
                require(in, options, in.length / 3);
            }
        }
    }

    private void require(byte[] in, JpegOptions options, int most) {
        switch (fitter.fit(in, in.length, options, most, new Halving(most))) {
            case Fitted.Fits(var quality, var done) -> {
                assertThat(done.bytes()).hasSizeLessThanOrEqualTo(most);
                assertThat(done.bytes()).isEqualTo(bytes(in, options.with(quality)));
                if (quality < 100) {
                    assertThat(bytes(in, options.with(quality + 1)).length)
                            .as("%s, quality %d", options, quality + 1)
                            .isGreaterThan(most);
                }
            }
            case Fitted.TooLarge(var smallest) ->
                    assertThat(bytes(in, options.with(1)).length).isGreaterThan(most);
            case Fitted.Refused refused -> throw new AssertionError(refused);
        }
    }

    private byte[] bytes(byte[] in, JpegOptions options) {
        return ((Done) codec.recompress(in, in.length, options)).bytes();
    }

    @Test
    void whatFitsAtNoQualitySaysHowSmallItGot() {
        byte[] in = NaturalJpeg.of(Layout.sequential(120, 90, 22, 11, 11), 1);
        var options = JpegOptions.quality(50).with(Effort.DEFAULT, Scans.AUTO);
        int least = bytes(in, options.with(1)).length;

        var fitted = fitter.fit(in, in.length, options, 100, new Halving(100));

        assertThat(fitted)
                .isInstanceOfSatisfying(
                        Fitted.TooLarge.class,
                        tooLarge ->
                                assertThat(tooLarge.smallest()).isBetween(least * 97 / 100, least));
    }

    @Test
    void damagedFilesEndAndLeaveNothingBehind() {
        byte[] good = NaturalJpeg.of(Layout.progressive(140, 90, 22, 11, 11), 1);
        byte[] in = NaturalJpeg.of(Layout.sequential(140, 90, 11, 11, 11), 1);
        var options = JpegOptions.quality(50).with(Effort.DEFAULT, Scans.AUTO);
        var before = fitter.fit(good, good.length, options, 3000, new Halving(3000));
        byte[] expected = ((Fitted.Fits) before).done().bytes();
        var random = new SplittableRandom(7);
        for (int round = 0; round < 300; round++) {
            byte[] damaged = in.clone();
            for (int i = 0; i < 1 + round % 5; i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            int length = round % 3 == 0 ? random.nextInt(damaged.length) : damaged.length;
            assertThat(fitter.fit(damaged, length, options, 2500, new Halving(2500))).isNotNull();
            var after = fitter.fit(good, good.length, options, 3000, new Halving(3000));
            assertThat(((Fitted.Fits) after).done().bytes()).isEqualTo(expected);
        }
    }
}
