package org.imgmill.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.imgmill.transcode.Recipe.Target;
import org.imgmill.transcode.Transcoded.Codec;
import org.imgmill.transcode.Transcoded.Done;
import org.imgmill.transcode.Transcoded.Reason;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AnimatedPngTest {

    private static final byte[] RED = Pictures.png(Pictures.halves(60, 40, Color.RED, Color.WHITE));
    private static final byte[] BLUE =
            Pictures.png(Pictures.halves(60, 40, Color.BLUE, Color.WHITE));
    private static final byte[] GREEN =
            Pictures.png(Pictures.halves(60, 40, Color.GREEN, Color.WHITE));
    private static final byte[] ANIMATION = Crafted.apng(RED, BLUE);
    private static final byte[] BEHIND = Crafted.apngBehind(RED, BLUE, GREEN);

    @AutoClose private static final Lab LAB = Lab.open();

    @ParameterizedTest
    @EnumSource(
            value = Target.class,
            names = {"KEEP", "PNG"})
    void aSmallerOneStaysAnimated(Target target) throws InterruptedException {
        Done done = LAB.done(ANIMATION, Recipes.within(target, 30, null, null));

        assertThat(done.format()).isEqualTo(ImageFormat.PNG);
        assertThat(done.width()).isEqualTo(30);
        assertThat(done.height()).isEqualTo(20);
        assertThat(Lab.header(done.bytes()).frames()).isEqualTo(2);
        Lab.assertNear(firstFrame(done).getRGB(5, 5), Color.RED);
        Lab.assertNear(lastFrame(done).getRGB(5, 5), Color.BLUE);
        Lab.assertNear(lastFrame(done).getRGB(25, 5), Color.WHITE);
    }

    @Test
    void asWebpAllFramesAreThere() throws InterruptedException {
        Done done = LAB.done(BEHIND, Recipes.of(Target.WEBP));

        assertThat(Lab.header(done.bytes()).frames()).isEqualTo(2);
        Lab.assertNear(LAB.decode(done).getRGB(5, 5), Color.BLUE);
    }

    @ParameterizedTest
    @EnumSource(
            value = Target.class,
            names = {"JPEG", "AVIF"})
    void aHiddenFirstPictureIsNotWhatIsStored(Target target) throws InterruptedException {
        Done done = LAB.done(BEHIND, Recipes.of(target));

        Lab.assertNear(LAB.decode(done).getRGB(5, 5), Color.BLUE);
    }

    @Test
    void aHiddenPictureOfASmallerOneIsGone() throws InterruptedException {
        Done done = LAB.done(BEHIND, Recipes.within(Target.KEEP, 30, null, null));

        assertThat(Lab.header(done.bytes()).frames()).isEqualTo(2);
        Lab.assertNear(firstFrame(done).getRGB(5, 5), Color.BLUE);
        Lab.assertNear(lastFrame(done).getRGB(5, 5), Color.GREEN);
    }

    @Test
    void theOnlyFrameBehindAHiddenPictureIsWhatIsSeen() throws InterruptedException {
        Done done = LAB.done(Crafted.apngBehind(RED, BLUE), Recipe.DEFAULT);

        Lab.assertNear(firstFrame(done).getRGB(5, 5), Color.BLUE);
    }

    @Test
    void oneThatFitsStaysAsItIs() throws InterruptedException {
        Done done = LAB.done(ANIMATION, Recipes.within(Target.KEEP, 60, null, null));

        assertThat(done.codec()).isEqualTo(Codec.ORIGINAL);
        assertThat(done.bytes()).isEqualTo(ANIMATION);
    }

    @Test
    void metadataOfASmallerOneGoesUnlessItIsKept() throws InterruptedException {
        byte[] input = Crafted.pngWithText(ANIMATION);

        Done without = LAB.done(input, smaller("strip"));
        Done with = LAB.done(input, smaller("keep"));

        assertThat(Lab.contains(without.bytes(), Crafted.SECRET)).isFalse();
        assertThat(Lab.contains(with.bytes(), Crafted.SECRET)).isTrue();
        assertThat(Lab.header(with.bytes()).frames()).isEqualTo(2);
        Lab.assertNear(lastFrame(with).getRGB(5, 5), Color.BLUE);
    }

    @Test
    void howASmallerOneLiesStaysSaid() throws InterruptedException {
        byte[] input = Crafted.pngTurned(ANIMATION, 6);
        for (String metadata : new String[] {"strip", "keep"}) {
            Done done = LAB.done(input, smaller(metadata));
            assertThat(Lab.contains(done.bytes(), "eXIf")).as(metadata).isTrue();
        }
        assertThat(Lab.contains(LAB.done(ANIMATION, smaller("strip")).bytes(), "eXIf")).isFalse();
    }

    private static Recipe smaller(String metadata) {
        return Recipes.recipe("max_width", 30, "metadata", metadata);
    }

    @Test
    void aDamagedFrameIsRefused() throws InterruptedException {
        byte[] damaged = ANIMATION.clone();
        // The end of the last frame's pixels, which IEND and a checksum follow.
        int end = damaged.length - 12 - 4;
        Arrays.fill(damaged, end - 20, end, (byte) 0x55);

        assertThat(LAB.refused(damaged, Recipes.of(Target.WEBP)).reason())
                .isEqualTo(Reason.CORRUPT);
    }

    private static BufferedImage firstFrame(Done done) {
        return Pictures.read(done.bytes());
    }

    private static BufferedImage lastFrame(Done done) {
        return AnimatedPngs.frames(done.bytes()).getLast();
    }
}
