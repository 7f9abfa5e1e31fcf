package org.imgmill.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.imgmill.transcode.Glance;
import org.imgmill.transcode.ImageFormat;
import org.imgmill.transcode.Margins;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class FindAlikeTest {

    /// What a glance is like and how large the picture is; equal ones are told apart by their
    /// bytes.
    private record Picture(long shape, long tones, int width, int height, int checksum) {

        boolean isFileOf(Picture other) {
            return checksum == other.checksum && shape == other.shape && tones == other.tones;
        }

        boolean isNear(Picture other) {
            float one = (float) width / height;
            float two = (float) other.width / other.height;
            return Glance.areNear(shape, tones, other.shape, other.tones)
                    && Math.abs(one / two - 1) <= 0.03f;
        }
    }

    /// Every pair compared, the slow way.
    @RepeatedTest(20)
    void whatIsFoundIsWhatComparingEveryPairFinds(RepetitionInfo round) {
        var random = new Random(round.getCurrentRepetition());
        var pictures = some(random);

        assertThat(found(pictures)).isEqualTo(everyPair(pictures));
    }

    @Test
    void aPlaceholderInFilesOfItsOwnIsFoundOnAllItsProducts() {
        var pictures = new ArrayList<Picture>();
        for (int i = 0; i < 3_000; i++) {
            pictures.add(new Picture(7, 7, 400, 300, i));
        }

        var found = found(pictures);

        assertThat(found).hasSize(3_000);
        assertThat(found.get(0)).isEqualTo(new Alike(null, false, 3_000));
        assertThat(found.get(2_999)).isEqualTo(new Alike(new ImageId(0, 0), true, 3_000));
    }

    /// Of few shapes, each with some bits turned, in few tones, proportions and files.
    private static List<Picture> some(Random random) {
        var pictures = new ArrayList<Picture>();
        for (int i = 0; i < 200; i++) {
            long shape = 0x9E37_79B9_7F4A_7C15L * (1 + random.nextInt(6));
            for (int bits = random.nextInt(7); bits > 0; bits--) {
                shape ^= 1L << random.nextInt(64);
            }
            pictures.add(
                    new Picture(
                            random.nextBoolean() ? shape : shape | 0xFF,
                            100L << 56 | random.nextInt(3),
                            random.nextInt(3) == 0 ? 400 : 408,
                            300 + 100 * random.nextInt(2),
                            random.nextInt(3)));
        }
        return pictures;
    }

    private static Map<Integer, Alike> found(List<Picture> pictures) {
        var alikes = new FindAlike();
        for (int i = 0; i < pictures.size(); i++) {
            alikes.add(image(i, pictures.get(i)), 1);
        }
        var found = new HashMap<Integer, Alike>();
        alikes.each((id, alike) -> found.put(id.number(), alike));
        return found;
    }

    private static Map<Integer, Alike> everyPair(List<Picture> pictures) {
        int[] of = new int[pictures.size()];
        int[] roots = new int[pictures.size()];
        int[] products = new int[pictures.size()];
        boolean[] exact = new boolean[pictures.size()];
        for (int i = 0; i < of.length; i++) {
            of[i] = -1;
            var picture = pictures.get(i);
            for (int j = 0; j < i && !exact[i]; j++) {
                if (pictures.get(j).isFileOf(picture)) {
                    of[i] = j;
                    exact[i] = true;
                } else if (of[i] < 0 && !exact[j] && pictures.get(j).isNear(picture)) {
                    of[i] = j;
                }
            }
            roots[i] = of[i] < 0 ? i : roots[of[i]];
            products[roots[i]]++;
        }
        var alikes = new HashMap<Integer, Alike>();
        for (int i = 0; i < of.length; i++) {
            int many = products[roots[i]];
            boolean placeholder = many >= Check.PLACEHOLDER_PRODUCTS;
            if (of[i] >= 0 || placeholder) {
                alikes.put(
                        i,
                        new Alike(
                                of[i] < 0 ? null : new ImageId(0, of[i]),
                                of[i] >= 0 && !exact[i],
                                placeholder ? many : 0));
            }
        }
        return alikes;
    }

    private static Image image(int number, Picture picture) {
        var glance = new Glance(picture.shape(), picture.tones(), new Margins(0, 0, 100, 100));
        return new Image(
                new ImageId(0, number),
                number + 1,
                0,
                null,
                "https://shop.example/" + number + ".jpg",
                "shop.example",
                1,
                null,
                null,
                new Image.Stored(
                        ImageFormat.JPEG,
                        picture.width(),
                        picture.height(),
                        1_000,
                        500,
                        null,
                        null,
                        1,
                        List.of(),
                        new Traits(glance, picture.checksum()),
                        null));
    }
}
