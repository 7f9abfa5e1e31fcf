package org.imgmill.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.imgmill.transcode.Recipe.Target;
import org.imgmill.transcode.Transcoded.Done;
import org.imgmill.transcode.Transcoded.Reason;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A damaged file of which every pixel is there is stored with a warning; one pixel less, and it is
/// refused.
class MendedTest {

    private static final BufferedImage PHOTO = Pictures.photo(160, 120);

    @AutoClose private static final Lab LAB = Lab.open();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aJpegThatLacksOnlyItsEndIsStoredWithAWarning(boolean progressive)
            throws InterruptedException {
        byte[] whole = Pictures.jpeg(PHOTO, 0.9f, progressive);

        for (Recipe recipe : recipes()) {
            Done done = LAB.done(Arrays.copyOf(whole, whole.length - 2), recipe);

            assertThat(done.bytes()).isEqualTo(LAB.done(whole, recipe).bytes());
            if (progressive) {
                assertThat(done.warning()).contains("the marker at its end is missing");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 40, 400})
    void aJpegThatLacksPixelsIsRefused(int missing) throws InterruptedException {
        byte[] whole = Pictures.jpeg(PHOTO, 0.9f, true);

        for (Recipe recipe : recipes()) {
            byte[] torn = Arrays.copyOf(whole, whole.length - 2 - missing);
            assertThat(LAB.refused(torn, recipe).reason()).isEqualTo(Reason.CORRUPT);
        }
    }

    @Test
    void aPngWithAWrongChecksumOfItsPixelsIsStoredWithAWarning() throws InterruptedException {
        byte[] whole = Pictures.png(PHOTO);

        for (Recipe recipe : recipes()) {
            Done done = LAB.done(withWrongChecksum(whole), recipe);

            assertThat(done.bytes()).isEqualTo(LAB.done(whole, recipe).bytes());
            assertThat(done.warning()).contains("checksum");
        }
        assertThat(LAB.done(whole, Recipe.DEFAULT).warning()).isNull();
    }

    @Test
    void aPngThatLacksRowsIsRefusedWhateverItsChecksumSays() throws InterruptedException {
        byte[] taller = Pictures.png(PHOTO);
        ByteBuffer.wrap(taller).putInt(20, PHOTO.getHeight() + 1);
        byte[] head = Crafted.chunk("IHDR", Arrays.copyOfRange(taller, 16, 29));
        System.arraycopy(head, 0, taller, 8, head.length);

        assertThat(LAB.refused(taller, Recipe.DEFAULT).reason()).isEqualTo(Reason.CORRUPT);
        assertThat(LAB.refused(withWrongChecksum(taller), Recipe.DEFAULT).reason())
                .isEqualTo(Reason.CORRUPT);
    }

    private static Recipe[] recipes() {
        return new Recipe[] {
            Recipe.DEFAULT,
            Recipes.of(Target.WEBP),
            Recipes.within(Target.KEEP, /* width= */ 80, /* height= */ null, /* scale= */ null)
        };
    }

    /// The last four bytes of the last chunk before IEND, whose own checksum is right.
    private static byte[] withWrongChecksum(byte[] png) {
        var bytes = ByteBuffer.wrap(png);
        int at = 8;
        int last = at;
        while (bytes.getInt(at + 4) != 0x49454E44) {
            last = at;
            at += 12 + bytes.getInt(at);
        }
        byte[] data = Arrays.copyOfRange(png, last + 8, last + 8 + bytes.getInt(last));
        data[data.length - 1] ^= 0x55;
        byte[] wrong = png.clone();
        byte[] chunk = Crafted.chunk("IDAT", data);
        System.arraycopy(chunk, 0, wrong, last, chunk.length);
        return wrong;
    }
}
