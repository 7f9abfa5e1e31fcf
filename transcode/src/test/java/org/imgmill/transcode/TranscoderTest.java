package org.imgmill.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import org.imgmill.transcode.Transcoded.Done;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TranscoderTest {

    private static Transcoder transcoder;

    @BeforeAll
    static void start() {
        transcoder = Transcoder.start(TranscodeLimits.DEFAULT);
    }

    @AfterAll
    static void stop() {
        transcoder.close();
    }

    @Test
    void aJpegComesBackSmallerAndOfTheSameSize() throws InterruptedException {
        byte[] input = Pictures.jpeg(Pictures.photo(640, 480), 0.9f);

        Done done = done(input, Recipe.DEFAULT);

        assertThat(done.format()).isEqualTo(ImageFormat.JPEG);
        assertThat(done.bytes().length).isLessThan(input.length);
        BufferedImage output = Pictures.read(done.bytes());
        assertThat(output.getWidth()).isEqualTo(done.width()).isEqualTo(640);
        assertThat(output.getHeight()).isEqualTo(done.height()).isEqualTo(480);
    }

    private static Done done(byte[] input, Recipe recipe) throws InterruptedException {
        Transcoded transcoded = transcoder.transcode(input, input.length, recipe);
        assertThat(transcoded).isInstanceOf(Done.class);
        return (Done) transcoded;
    }
}
