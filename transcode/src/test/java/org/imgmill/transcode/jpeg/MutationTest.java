package org.imgmill.transcode.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.imgmill.transcode.jpeg.Recompressed.Done;
import org.imgmill.transcode.jpeg.Recompressed.Reason;
import org.imgmill.transcode.jpeg.Recompressed.Refused;
import org.imgmill.transcode.jpeg.SampleJpeg.Layout;
import org.junit.jupiter.api.Test;

/// Damaged inputs end as refusals, and whatever is accepted all the same is whole and exact.
class MutationTest {

    /// How often to mutate a small real file; `-Dfuzz.rounds=100000` makes this a fuzzer.
    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 60);

    private static final List<Effort> EFFORTS = List.of(Effort.values());

    private static final long SEED = Long.getLong("fuzz.seed", 99);

    private final JpegRecompressor recompressor = new JpegRecompressor();

    static List<byte[]> samples() {
        var samples = new ArrayList<byte[]>();
        int[][] samplings = {{11}, {22, 11, 11}, {21, 11, 11}, {11, 11, 11}};
        for (int[] sampling : samplings) {
            samples.add(SampleJpeg.of(Layout.sequential(40, 33, sampling), 1));
            samples.add(SampleJpeg.of(Layout.progressive(40, 33, sampling), 2));
            samples.add(SampleJpeg.of(new Layout(40, 33, false, false, 3, 30, sampling), 3));
            samples.add(SampleJpeg.of(new Layout(40, 33, true, true, 2, 20, sampling), 4));
        }
        return samples;
    }

    @Test
    void everyMutationOfASampleIsRefusedOrExact() {
        var random = new SplittableRandom(2024);
        int accepted = 0;
        for (byte[] sample : samples()) {
            for (int i = 0; i < 400; i++) {
                byte[] mutant = mutate(sample, random);
                accepted += requireRefusedOrExact("mutation " + i, mutant) ? 1 : 0;
            }
        }
        assertThat(accepted).as("mutants that are still whole").isPositive();
    }

    @Test
    void everyEffortSurvivesEveryMutation() {
        var random = new SplittableRandom(7);
        for (byte[] sample : samples()) {
            for (int i = 0; i < 1500; i++) {
                byte[] mutant = mutate(sample, random);
                Effort effort = EFFORTS.get(i % EFFORTS.size());
                var options =
                        JpegOptions.quality(50)
                                .with(effort, i / 3 % 2 == 0 ? Scans.AUTO : Scans.BASELINE);
                switch (recompressor.recompress(mutant, mutant.length, options)) {
                    case Done(var bytes, var width, var height, var _) ->
                            assertThat(new PlainJpeg(bytes).width).isEqualTo(width);
                    case Refused(var reason, var detail) -> assertThat(detail).isNotEmpty();
                }
            }
        }
    }

    @Test
    void noPartOfAFileIsAccepted() {
        for (byte[] sample : samples()) {
            for (int length = 0; length < sample.length; length++) {
                assertThat(recompressor.recompress(sample, length, JpegOptions.quality(50)))
                        .as("first %d of %d bytes", length, sample.length)
                        .isInstanceOf(Refused.class);
            }
        }
    }

    @Test
    void aScanThatLostItsEndIsRefused() {
        for (byte[] sample : samples()) {
            for (int lost = 2; lost < 40; lost++) {
                byte[] shorter = Arrays.copyOf(sample, sample.length - lost);
                shorter[shorter.length - 2] = -1;
                shorter[shorter.length - 1] = (byte) 0xD9;
                requireRefusedOrExact("lost " + lost, shorter);
                // A scan may end in up to seven bits of padding, never in more.
                if (lost > 4) {
                    assertThat(recompressor.recompress(shorter, shorter.length, exact()))
                            .isInstanceOf(Refused.class);
                }
            }
        }
    }

    @Test
    void realFilesSurviveMutation() throws IOException {
        var random = new SplittableRandom(SEED);
        for (Path file : SharedFiles.soundJpegs()) {
            byte[] real = Files.readAllBytes(file);
            int rounds = real.length < 20_000 ? ROUNDS : ROUNDS / 6;
            for (int i = 0; i < rounds; i++) {
                byte[] mutant = mutate(real, random);
                Effort effort = EFFORTS.get(i % EFFORTS.size());
                var options = new JpegOptions(50, i % 2 == 0, i % 5 == 0, effort, Scans.AUTO);
                assertThat(recompressor.recompress(mutant, mutant.length, options)).isNotNull();
                assertThat(JpegStrip.strip(mutant, mutant.length)).isNotNull();
            }
        }
    }

    @Test
    void noFileKnownToBeDamagedIsAccepted() throws IOException {
        for (Path file : SharedFiles.damagedJpegs()) {
            byte[] in = Files.readAllBytes(file);
            assertThat(recompressor.recompress(in, in.length, JpegOptions.quality(50)))
                    .as(file.toString())
                    .isInstanceOf(Refused.class);
        }
    }

    @Test
    void aDoubtfulFileIsRefusedOrExact() throws IOException {
        for (Path file : SharedFiles.hostile("any")) {
            if (file.toString().endsWith(".jpg") && Files.size(file) < 200_000) {
                requireRefusedOrExact(file.toString(), Files.readAllBytes(file));
            }
        }
    }

    @Test
    void buffersOfARefusedPictureDoNotShowInTheNext() {
        byte[] sample = SampleJpeg.of(Layout.progressive(90, 70, 22, 11, 11), 6);
        byte[] expected = done(new JpegRecompressor(), sample);
        var random = new SplittableRandom(5);
        for (int i = 0; i < 300; i++) {
            byte[] mutant = mutate(sample, random);
            if (recompressor.recompress(mutant, mutant.length, exact())
                    instanceof Refused refused) {
                assertThat(refused.reason()).isNotEqualTo(Reason.TOO_MANY_PIXELS);
            }
            assertThat(done(recompressor, sample)).isEqualTo(expected);
        }
    }

    private static byte[] done(JpegRecompressor recompressor, byte[] in) {
        return ((Done) recompressor.recompress(in, in.length, exact())).bytes();
    }

    private static JpegOptions exact() {
        return new JpegOptions(50, false, false);
    }

    private boolean requireRefusedOrExact(String name, byte[] in) {
        return switch (recompressor.recompress(in, in.length, exact())) {
            case Done(var out, var width, var height, var _) -> {
                Exact.require(name, in, out, 50);
                yield true;
            }
            case Refused(var reason, var detail) -> {
                assertThat(detail).isNotEmpty();
                yield false;
            }
        };
    }

    /// Flips, overwrites, cuts out, doubles or moves bytes.
    static byte[] mutate(byte[] original, SplittableRandom random) {
        byte[] mutant = original.clone();
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            int at = random.nextInt(mutant.length);
            int length = Math.min(1 + random.nextInt(12), mutant.length - at);
            int from = random.nextInt(mutant.length - length + 1);
            switch (random.nextInt(6)) {
                case 0, 1 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> mutant[at] = (byte) random.nextInt(256);
                case 3 -> mutant = without(mutant, at, length);
                case 4 ->
                        System.arraycopy(
                                original,
                                Math.min(from, original.length - length),
                                mutant,
                                at,
                                length);
                default -> mutant[at] = (byte) (random.nextBoolean() ? 0xFF : 0);
            }
        }
        return mutant;
    }

    private static byte[] without(byte[] bytes, int at, int length) {
        if (bytes.length - length < 4) {
            return bytes;
        }
        byte[] shorter = Arrays.copyOf(bytes, bytes.length - length);
        System.arraycopy(bytes, at + length, shorter, at, bytes.length - length - at);
        return shorter;
    }
}
