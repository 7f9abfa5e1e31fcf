package org.imgmill.transcode.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.imgmill.transcode.jpeg.JpegTarget.Extent;
import org.imgmill.transcode.jpeg.Recompressed.Done;
import org.imgmill.transcode.jpeg.Recompressed.Reason;
import org.imgmill.transcode.jpeg.Recompressed.Refused;
import org.imgmill.transcode.jpeg.SampleJpeg.Layout;
import org.junit.jupiter.api.Test;

/// No input makes resizing throw, loop or leave something behind for the next picture.
class ResizeMutationTest {

    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 60);
    private static final long SEED = Long.getLong("fuzz.seed", 41);

    private static final List<JpegTarget> TARGETS = List.of(smaller(2), smaller(7), smaller(1));

    private final JpegResizer resizer = new JpegResizer(new JpegRecompressor());

    @Test
    void aMutantIsRefusedOrGivesWholePicturesAndTheNextPictureIsUnchanged() {
        byte[] good = NaturalJpeg.of(Layout.sequential(150, 130, 22, 11, 11), 6);
        byte[] progressive = NaturalJpeg.of(Layout.progressive(90, 70, 21, 11, 11), 6);
        List<Recompressed> expected = resizer.resize(good, good.length, TARGETS);
        List<Recompressed> expectedToo = resizer.resize(progressive, progressive.length, TARGETS);
        var random = new SplittableRandom(SEED);
        for (byte[] sample : MutationTest.samples()) {
            for (int i = 0; i < 300; i++) {
                byte[] mutant = MutationTest.mutate(sample, random);
                requireWholeOrRefused(resizer.resize(mutant, mutant.length, TARGETS));
                if (i % 20 == 0) {
                    requireSame(resizer.resize(good, good.length, TARGETS), expected);
                    requireSame(
                            resizer.resize(progressive, progressive.length, TARGETS), expectedToo);
                }
            }
        }
    }

    @Test
    void noPartOfAFileIsAccepted() {
        for (byte[] sample : MutationTest.samples()) {
            for (int length = 0; length < sample.length; length += 3) {
                assertThat(resizer.resize(sample, length, smaller(2)))
                        .as("first %d of %d bytes", length, sample.length)
                        .isInstanceOf(Refused.class);
            }
        }
    }

    @Test
    void oddFilesAreRefusedOrGiveWholePictures() throws IOException {
        var random = new SplittableRandom(SEED);
        for (Path file : SharedFiles.soundJpegs()) {
            byte[] real = Files.readAllBytes(file);
            requireWholeOrRefused(resizer.resize(real, real.length, TARGETS));
            for (int i = 0; i < (real.length < 20_000 ? ROUNDS : ROUNDS / 6); i++) {
                byte[] mutant = MutationTest.mutate(real, random);
                requireWholeOrRefused(resizer.resize(mutant, mutant.length, TARGETS));
            }
        }
        for (Path file : SharedFiles.damagedJpegs()) {
            byte[] in = Files.readAllBytes(file);
            assertThat(resizer.resize(in, in.length, smaller(2)))
                    .as(file.toString())
                    .isInstanceOf(Refused.class);
        }
    }

    @Test
    void aVeryWidePictureTakesBoundedMemory() throws IOException {
        byte[] in = NaturalJpeg.of(Layout.sequential(65_500, 9, 22, 11, 11), 6);
        var done = (Done) resizer.resize(in, in.length, smaller(15));
        Exact.decodeWithoutWarnings("wide", done.bytes());
        assertThat(done.width()).isEqualTo(4366);
        byte[] progressive = NaturalJpeg.of(Layout.progressive(65_500, 9, 22, 11, 11), 6);
        assertThat(resizer.resize(progressive, progressive.length, smaller(2)))
                .isInstanceOf(Done.class);
    }

    private static void requireWholeOrRefused(List<Recompressed> endings) {
        for (Recompressed ending : endings) {
            switch (ending) {
                case Done(var bytes, var width, var height, var _) -> {
                    var plain = new PlainJpeg(bytes);
                    assertThat(List.of(plain.width, plain.height))
                            .containsExactlyInAnyOrder(width, height);
                }
                case Refused(var reason, var detail) -> {
                    assertThat(detail).isNotEmpty();
                    assertThat(reason).isNotEqualTo(Reason.TOO_MUCH_MEMORY);
                }
            }
        }
    }

    private static void requireSame(List<Recompressed> endings, List<Recompressed> expected) {
        for (int i = 0; i < expected.size(); i++) {
            assertThat(((Done) endings.get(i)).bytes())
                    .as("size %d after a damaged picture", i)
                    .isEqualTo(((Done) expected.get(i)).bytes());
        }
    }

    private static JpegTarget smaller(int ratio) {
        return new JpegTarget(
                shown ->
                        new Extent(
                                Math.max(1, shown.width() / ratio),
                                Math.max(1, shown.height() / ratio)),
                JpegOptions.quality(50));
    }
}
