package org.imgmill.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import javax.imageio.ImageIO;
import org.imgmill.transcode.Recipe.Target;
import org.imgmill.transcode.Transcoded.Done;
import org.imgmill.transcode.jpeg.Effort;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is seen of a picture from far away: near doubles are told from others, and margins found.
///
/// Long: draws what products and photographs look like.
class GlanceTest {

    private static final int PICTURES = 500;

    /// Pictures that nobody made for this test, where they are at hand.
    private static final File PHOTOS = new File("../../shared/photos");

    @AutoClose private static final Lab LAB = Lab.open();

    @Test
    void recompressedAndRescaledPicturesAreFoundAndOthersAreNot() throws Exception {
        var random = new Random(24);
        var before = new ArrayList<Glance>();
        var after = new ArrayList<Glance>();
        for (BufferedImage picture : pictures(random)) {
            before.add(glance(Pictures.jpeg(picture, 0.92f), Recipe.DEFAULT));
            double factor = 0.5 + 1.5 * random.nextDouble();
            float quality = 0.3f + 0.6f * random.nextFloat();
            byte[] other = Pictures.jpeg(scaled(picture, factor), quality, random.nextBoolean());
            after.add(glance(other, Recipe.DEFAULT));
        }

        int found = 0;
        int unlike = 0;
        for (int i = 0; i < PICTURES; i++) {
            for (int j = 0; j < PICTURES; j++) {
                boolean near = before.get(i).isNear(after.get(j));
                found += near && i == j ? 1 : 0;
                unlike += near && i != j ? 1 : 0;
            }
        }
        assertThat(found).isGreaterThanOrEqualTo(PICTURES * 98 / 100);
        // Some photographs are cut where others were cut as well.
        assertThat(unlike).isLessThanOrEqualTo(PICTURES * (PICTURES - 1) / 1000);
    }

    @ParameterizedTest
    @EnumSource(
            value = Target.class,
            names = {"KEEP", "JPEG", "PNG", "WEBP", "AVIF"})
    void everyWayOfAPictureShowsTheSame(Target format) throws Exception {
        var photo = Pictures.photo(333, 211);
        var seen = glance(Pictures.jpeg(photo, 0.9f), Recipe.DEFAULT);

        for (byte[] file :
                List.of(
                        Pictures.jpeg(photo, 0.9f),
                        Pictures.jpeg(photo, 0.8f, true),
                        Pictures.png(photo))) {
            assertNear(glance(file, Recipes.recipe("format", word(format))), seen);
            assertNear(
                    glance(file, Recipes.recipe("format", word(format), "max_width", 150)), seen);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyEffortOfARecompressionShowsTheSame(Effort effort) throws Exception {
        var photo = Pictures.photo(333, 211);
        var seen = glance(Pictures.jpeg(photo, 0.9f), Recipe.DEFAULT);
        var word = effort.name().toLowerCase(Locale.ROOT);

        for (boolean progressive : new boolean[] {false, true}) {
            for (String chroma : List.of("keep", "fold")) {
                var recipe = Recipes.recipe("effort", word, "chroma", chroma);
                var file = Pictures.jpeg(photo, 0.9f, progressive);
                assertNear(glance(file, recipe), seen);
            }
        }
    }

    @Test
    void onlyTheFirstOutputIsLookedAt() throws Exception {
        var photo = Pictures.jpeg(Pictures.photo(333, 211), 0.9f);
        var small = Recipes.recipe("format", "webp", "max_width", 150);
        var large = Recipes.recipe("format", "webp");

        var made = LAB.transcoder().transcode(photo, photo.length, List.of(small, large));

        assertNear(Objects.requireNonNull(((Done) made.getFirst()).glance()), glance(photo, large));
        assertThat(((Done) made.getLast()).glance()).isNull();
    }

    @Test
    void ofLargePicturesSomeRowsAreEnough() throws Exception {
        var picture = clouds(new Random(5));
        var seen = glance(Pictures.jpeg(picture, 0.9f), Recipe.DEFAULT);

        for (double factor : new double[] {0.4, 1.3, 2.2}) {
            for (boolean progressive : new boolean[] {false, true}) {
                var file = Pictures.jpeg(scaled(picture, factor), 0.5f, progressive);
                assertNear(glance(file, Recipe.DEFAULT), seen);
            }
        }
    }

    @Test
    void theSameShapeInAnotherColourIsAnotherPicture() throws Exception {
        var red = glance(Pictures.jpeg(shirt(new Color(170, 40, 40)), 0.9f), Recipe.DEFAULT);
        var blue = glance(Pictures.jpeg(shirt(new Color(40, 60, 190)), 0.9f), Recipe.DEFAULT);
        var again = glance(Pictures.jpeg(shirt(new Color(170, 40, 40)), 0.4f), Recipe.DEFAULT);

        assertThat(red.isNear(blue)).isFalse();
        assertThat(red.isNear(again)).isTrue();
    }

    @Test
    void whiteMarginsAreMeasuredWhateverTheFormat() throws Exception {
        var picture = blank(400, 320);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(new Color(60, 90, 70));
        graphics.fillRect(/* x= */ 120, /* y= */ 32, /* width= */ 160, /* height= */ 240);
        graphics.dispose();

        assertThat(glance(Pictures.jpeg(picture, 0.9f), Recipe.DEFAULT).margins())
                .isEqualTo(new Margins(30, 10, 30, 15));
        var png = glance(Pictures.png(picture), Recipe.DEFAULT).margins();
        assertThat(png.filled()).isBetween(73, 77);
        assertThat(png.left()).isBetween(28, 31);
        assertThat(glance(Pictures.jpeg(blank(100, 100), 0.9f), Recipe.DEFAULT).margins().filled())
                .isZero();
    }

    @Test
    void aGlanceIsReadAsItWasWritten() throws Exception {
        var glance = glance(Pictures.jpeg(shirt(Color.ORANGE), 0.7f), Recipe.DEFAULT);

        assertThat(glance.bytes()).hasSize(Glance.BYTES);
        assertThat(Glance.read(ByteBuffer.wrap(glance.bytes()))).isEqualTo(glance);
    }

    private static void assertNear(Glance one, Glance other) {
        assertThat(one.isNear(other))
                .as(
                        "%d bits apart; tones %x and %x",
                        Long.bitCount(one.shape() ^ other.shape()), one.tones(), other.tones())
                .isTrue();
    }

    private static Glance glance(byte[] file, Recipe recipe) throws InterruptedException {
        var done = (Done) LAB.transcoder().transcode(file, file.length, recipe);
        return Objects.requireNonNull(done.glance());
    }

    private static String word(Target format) {
        return format.name().toLowerCase(Locale.ROOT);
    }

    /// Half of them as photographs are, half as products are: shapes on white.
    private static List<BufferedImage> pictures(Random random) throws IOException {
        var photos = photos();
        var pictures = new ArrayList<BufferedImage>();
        while (pictures.size() < PICTURES / 2) {
            var photo = photos.get(random.nextInt(photos.size()));
            int width = 120 + random.nextInt(300);
            int height = 120 + random.nextInt(300);
            if (width <= photo.getWidth() && height <= photo.getHeight()) {
                pictures.add(
                        photo.getSubimage(
                                random.nextInt(photo.getWidth() - width + 1),
                                random.nextInt(photo.getHeight() - height + 1),
                                width,
                                height));
            }
        }
        while (pictures.size() < PICTURES) {
            pictures.add(product(random));
        }
        return pictures;
    }

    private static List<BufferedImage> photos() throws IOException {
        var photos = new ArrayList<BufferedImage>();
        var files = PHOTOS.listFiles((folder, name) -> name.endsWith(".jpg"));
        if (files != null) {
            Arrays.sort(files);
            for (File file : files) {
                if (file.length() < 2_000_000) {
                    photos.add(ImageIO.read(file));
                }
            }
        }
        for (int seed = 0; photos.size() < 16; seed++) {
            photos.add(clouds(new Random(seed)));
        }
        return photos;
    }

    /// Much light and dark of all sizes, the larger the stronger, as in photographs.
    private static BufferedImage clouds(Random random) {
        var picture = blank(1200, 900);
        Graphics2D graphics = picture.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        for (int size = 600; size > 8; size = size * 9 / 10) {
            for (int n = 0; n < 600 / size + 6; n++) {
                graphics.setColor(new Color(random.nextInt() & 0x7FFFFFFF, true));
                graphics.fillOval(
                        random.nextInt(1200) - size / 2,
                        random.nextInt(900) - size / 2,
                        size,
                        size / 4 + random.nextInt(size));
            }
        }
        graphics.dispose();
        return picture;
    }

    private static BufferedImage product(Random random) {
        int width = 200 + random.nextInt(300);
        int height = random.nextBoolean() ? width : 200 + random.nextInt(300);
        var picture = blank(width, height);
        Graphics2D graphics = picture.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        for (int n = 1 + random.nextInt(4); n > 0; n--) {
            graphics.setColor(
                    new Color(random.nextInt(220), random.nextInt(220), random.nextInt(220)));
            int wide = width / 6 + random.nextInt(width / 2);
            int high = height / 6 + random.nextInt(height / 2);
            int x = (width - wide) / 2 + random.nextInt(width / 6) - width / 12;
            int y = (height - high) / 2 + random.nextInt(height / 6) - height / 12;
            if (random.nextBoolean()) {
                graphics.fillOval(x, y, wide, high);
            } else {
                graphics.fillRoundRect(x, y, wide, high, 40, 40);
            }
        }
        graphics.dispose();
        return picture;
    }

    private static BufferedImage shirt(Color colour) {
        var picture = blank(300, 300);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(colour);
        graphics.fillRect(/* x= */ 100, /* y= */ 60, /* width= */ 100, /* height= */ 180);
        graphics.fillRect(/* x= */ 50, /* y= */ 60, /* width= */ 200, /* height= */ 60);
        graphics.dispose();
        return picture;
    }

    private static BufferedImage blank(int width, int height) {
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(/* x= */ 0, /* y= */ 0, width, height);
        graphics.dispose();
        return picture;
    }

    private static BufferedImage scaled(BufferedImage picture, double factor) {
        int width = (int) Math.round(picture.getWidth() * factor);
        int height = (int) Math.round(picture.getHeight() * factor);
        var other = blank(width, height);
        Graphics2D graphics = other.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(picture, 0, 0, width, height, null);
        graphics.dispose();
        return other;
    }
}
