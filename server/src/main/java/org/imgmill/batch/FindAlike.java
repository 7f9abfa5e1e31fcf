package org.imgmill.batch;

import java.util.Arrays;
import java.util.function.BiConsumer;
import org.imgmill.transcode.Glance;

/// Finds the images of a batch that are one picture.
///
/// Two shapes that differ in at most five of their 64 bits agree in one of six bands. So the shapes
/// are sorted six times, each time by another band, and neighbours that share it are compared. That
/// takes n log n time, and some 60 bytes per image.
///
/// Written for speed: columns of numbers and not objects, compared in the order in which they lie.
final class FindAlike {

    /// At most so many images are compared: 60 MB.
    static final int MOST = 1_000_000;

    private static final int BANDS = 6;

    /// How many neighbours in the order of a band are compared.
    private static final int REACH = 512;

    /// How much the proportions of one picture may differ: those of small ones are rounded.
    private static final float OTHER_RATIO = 0.03f;

    private static final int NONE = Distinct.NONE;

    private int count;
    private long[] ids = new long[64];
    private int[] rows = new int[64];
    private int[] uses = new int[64];
    private long[] inputs = new long[64];
    private long[] shapes = new long[64];
    private long[] tones = new long[64];
    private float[] ratios = new float[64];

    /// By image: which other it is a double of.
    private int[] exact = new int[0];

    private int[] near = new int[0];

    /// An image that was looked at; beyond `MOST` images, none.
    void add(Image image, int usesOf) {
        if (!(image.state() instanceof Image.Stored stored) || stored.traits() == null) {
            return;
        }
        if (count == MOST) {
            return;
        }
        if (count == ids.length) {
            grow();
        }
        var traits = stored.traits();
        ids[count] = image.id().pack();
        rows[count] = image.row();
        uses[count] = usesOf;
        inputs[count] = (long) traits.checksum() << 32 | stored.bytesIn();
        shapes[count] = traits.glance().shape();
        tones[count] = traits.glance().tones();
        ratios[count] = (float) stored.width() / stored.height();
        count++;
    }

    int count() {
        return count;
    }

    private void grow() {
        int more = Math.min(MOST, 2 * count);
        ids = Arrays.copyOf(ids, more);
        rows = Arrays.copyOf(rows, more);
        uses = Arrays.copyOf(uses, more);
        inputs = Arrays.copyOf(inputs, more);
        shapes = Arrays.copyOf(shapes, more);
        tones = Arrays.copyOf(tones, more);
        ratios = Arrays.copyOf(ratios, more);
    }

    /// Reports each image that is alike to another, and how.
    void each(BiConsumer<ImageId, Alike> hearer) {
        int[] order = inOrderOfRows();
        exact = filled();
        near = filled();
        int[] files = Distinct.of(order, new SameFile(), exact);
        int[] twins = filled();
        var looks = inTheirPlaces(Distinct.of(files, new SameLook(), twins));
        for (int band = 0; band < BANDS; band++) {
            int start = band * Long.SIZE / BANDS;
            nearly(looks, start, (band + 1) * Long.SIZE / BANDS - start);
        }
        for (int image : files) {
            int twin = twins[image];
            if (twin != NONE) {
                near[image] = near[twin] == NONE ? twin : near[twin];
            }
        }
        int[] roots = new int[count];
        int[] products = new int[count];
        int[] lastRow = new int[count];
        for (int image : order) {
            int of = of(image);
            int root = of == NONE ? image : roots[of];
            roots[image] = root;
            products[root] += rows[image] == lastRow[root] ? uses[image] - 1 : uses[image];
            lastRow[root] = rows[image];
        }
        for (int image : order) {
            int of = of(image);
            int many = products[roots[image]];
            boolean placeholder = many >= Check.PLACEHOLDER_PRODUCTS;
            if (of != NONE || placeholder) {
                hearer.accept(
                        ImageId.unpack(ids[image]),
                        new Alike(
                                of == NONE ? null : ImageId.unpack(ids[of]),
                                exact[image] == NONE && near[image] != NONE,
                                placeholder ? many : 0));
            }
        }
    }

    private int of(int image) {
        return exact[image] == NONE ? near[image] : exact[image];
    }

    private int[] filled() {
        int[] none = new int[count];
        Arrays.fill(none, NONE);
        return none;
    }

    /// So that the first of several is the one in the first row.
    private int[] inOrderOfRows() {
        long[] keys = new long[count];
        for (int i = 0; i < count; i++) {
            keys[i] = (long) rows[i] << 32 | i;
        }
        Arrays.sort(keys);
        return lowHalves(keys);
    }

    private static int[] lowHalves(long[] keys) {
        int[] low = new int[keys.length];
        for (int i = 0; i < low.length; i++) {
            low[i] = (int) keys[i];
        }
        return low;
    }

    private final class SameFile implements Distinct.Sameness {
        @Override
        public long number(int image) {
            return inputs[image] ^ shapes[image];
        }

        @Override
        public boolean holds(int one, int other) {
            return inputs[one] == inputs[other]
                    && shapes[one] == shapes[other]
                    && tones[one] == tones[other];
        }
    }

    /// A hundred thousand files may show one placeholder; they are compared with others only once.
    private final class SameLook implements Distinct.Sameness {
        @Override
        public long number(int image) {
            return shapes[image] ^ tones[image];
        }

        @Override
        public boolean holds(int one, int other) {
            return shapes[one] == shapes[other]
                    && tones[one] == tones[other]
                    && ratios[one] == ratios[other];
        }
    }

    private Firsts inTheirPlaces(int[] images) {
        int[] places = new int[count];
        for (int place = 0; place < images.length; place++) {
            places[images[place]] = place;
        }
        return new Firsts(images, places);
    }

    /// Images that are no double of an earlier one, in the order of rows.
    ///
    /// @param places by image, where it stands among them
    @SuppressWarnings("ArrayRecordComponent")
    private record Firsts(int[] images, int[] places) {}

    /// Compares images that agree in the band of `bits` bits from `bit` on. No bit is in two bands:
    /// a difference in it would spoil both.
    private void nearly(Firsts firsts, int bit, int bits) {
        int n = firsts.images.length;
        long[] keys = new long[n];
        for (int place = 0; place < n; place++) {
            long turned = Long.rotateLeft(shapes[firsts.images[place]], bit);
            keys[place] = (turned & 0xFFFF_FFFF_0000_0000L) | place;
        }
        Arrays.sort(keys);
        long[] sorted = new long[n];
        for (int i = 0; i < n; i++) {
            sorted[i] = shapes[firsts.images[(int) keys[i]]];
        }
        for (int i = 0; i < n; i++) {
            long band = keys[i] >>> (Long.SIZE - bits);
            int end = Math.min(n, i + 1 + REACH);
            for (int j = i + 1; j < end && keys[j] >>> (Long.SIZE - bits) == band; j++) {
                if (Long.bitCount(sorted[i] ^ sorted[j]) <= Glance.NEAR_BITS) {
                    compare(firsts, (int) keys[i], (int) keys[j]);
                }
            }
        }
    }

    private void compare(Firsts firsts, int onePlace, int otherPlace) {
        int first = firsts.images[Math.min(onePlace, otherPlace)];
        int later = firsts.images[Math.max(onePlace, otherPlace)];
        int known = near[later];
        boolean better = known == NONE || firsts.places[known] > firsts.places[first];
        if (better
                && Math.abs(ratios[first] / ratios[later] - 1) <= OTHER_RATIO
                && Glance.areNear(shapes[first], tones[first], shapes[later], tones[later])) {
            near[later] = first;
        }
    }
}
