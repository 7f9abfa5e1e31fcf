package org.imgmill.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import org.imgmill.transcode.Recipe.Metadata;
import org.imgmill.transcode.Recipe.OnLarger;
import org.imgmill.transcode.Recipe.Target;
import org.imgmill.transcode.Transcoded.Codec;
import org.imgmill.transcode.Transcoded.Done;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is stored where the output came out larger than the input.
class LargerOutputTest {

    private static final BufferedImage PHOTO = Pictures.photo(400, 300);

    @AutoClose private static final Lab LAB = Lab.open();

    @ParameterizedTest
    @EnumSource(
            value = Target.class,
            names = {"PNG", "WEBP", "AVIF"})
    void anOutputThatWouldBeLargerGivesWayToTheInputLessItsMetadata(Target format)
            throws InterruptedException {
        byte[] input = LAB.done(withExif(), rough(format, Metadata.KEEP)).bytes();
        assertThat(Lab.contains(input, Crafted.SECRET)).isTrue();

        Done done = LAB.done(input, Recipes.onLarger(100, OnLarger.KEEP_ORIGINAL));

        assertThat(done.codec()).isEqualTo(Codec.ORIGINAL);
        assertThat(done.bytes().length).isLessThanOrEqualTo(input.length);
        assertThat(Lab.contains(done.bytes(), Crafted.SECRET)).isFalse();
        assertThat(Lab.likeness(LAB.decode(done), PHOTO)).isGreaterThan(20);
    }

    @ParameterizedTest
    @EnumSource(
            value = Target.class,
            names = {"PNG", "WEBP"})
    void whatHangsBehindThePictureIsNotStoredWithIt(Target format) throws InterruptedException {
        byte[] small = LAB.done(withExif(), rough(format, Metadata.KEEP)).bytes();
        byte[] input = Crafted.followedBy(small, "<?php echo 1 ?>");

        Done done = LAB.done(input, Recipes.onLarger(100, OnLarger.KEEP_ORIGINAL));

        assertThat(done.codec()).isEqualTo(Codec.ORIGINAL);
        assertThat(Lab.contains(done.bytes(), "php")).isFalse();
    }

    @Test
    void aLargerOutputIsKeptWhenAskedFor() throws InterruptedException {
        byte[] input =
                LAB.done(Pictures.jpeg(PHOTO, 0.9f), rough(Target.WEBP, Metadata.STRIP)).bytes();

        Done original = LAB.done(input, Recipes.onLarger(95, OnLarger.KEEP_ORIGINAL));
        Done output = LAB.done(input, Recipes.onLarger(95, OnLarger.KEEP_OUTPUT));

        assertThat(original.codec()).isEqualTo(Codec.ORIGINAL);
        assertThat(original.bytes().length).isLessThanOrEqualTo(input.length);
        assertThat(output.codec()).isEqualTo(Codec.LIBVIPS);
        assertThat(output.bytes().length).isGreaterThan(input.length);
    }

    @Test
    void aJpegThatIsRequantisedNeverGrows() throws InterruptedException {
        byte[] input = Pictures.jpeg(PHOTO, 0.1f);

        Done done = LAB.done(input, Recipes.onLarger(95, OnLarger.KEEP_OUTPUT));

        assertThat(done.bytes().length).isLessThanOrEqualTo(input.length);
    }

    @Test
    void anotherFormatIsNeverReplacedByTheInput() throws InterruptedException {
        byte[] input = Pictures.jpeg(PHOTO, 0.1f);

        Done done = LAB.done(input, Recipes.of(Target.PNG));

        assertThat(done.format()).isEqualTo(ImageFormat.PNG);
        assertThat(done.bytes().length).isGreaterThan(input.length);
    }

    private static byte[] withExif() {
        return Crafted.withExif(Pictures.jpeg(PHOTO, 0.9f), 1);
    }

    private static Recipe rough(Target format, Metadata metadata) {
        return Recipes.recipe(
                "quality",
                10,
                "format",
                format,
                "background",
                0,
                "metadata",
                metadata,
                "on_larger",
                OnLarger.KEEP_OUTPUT);
    }
}
