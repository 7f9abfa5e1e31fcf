package org.imgmill.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import org.imgmill.transcode.Transcoded.Done;
import org.imgmill.transcode.Transcoded.Refused;
import org.imgmill.transcode.header.Headers;
import org.imgmill.transcode.header.Sniffed.Picture;

/// A transcoder with the questions tests ask of its outputs.
record Lab(Transcoder transcoder) implements AutoCloseable {

    static Lab open() {
        return new Lab(Transcoder.start(TranscodeLimits.DEFAULT));
    }

    Done done(byte[] input, Recipe recipe) throws InterruptedException {
        Transcoded transcoded = transcoder.transcode(input, input.length, recipe);
        assertThat(transcoded).isInstanceOf(Done.class);
        Done done = (Done) transcoded;
        BufferedImage picture = decode(done);
        assertThat(picture.getWidth()).isEqualTo(done.width());
        assertThat(picture.getHeight()).isEqualTo(done.height());
        return done;
    }

    Refused refused(byte[] input, Recipe recipe) throws InterruptedException {
        Transcoded transcoded = transcoder.transcode(input, input.length, recipe);
        assertThat(transcoded).isInstanceOf(Refused.class);
        return (Refused) transcoded;
    }

    /// As a viewer shows it. By ImageIO, which for formats that it does not know gets a lossless
    /// PNG from libvips.
    BufferedImage decode(Done done) throws InterruptedException {
        return switch (done.format()) {
            case JPEG -> Pictures.upright(Pictures.read(done.bytes()), done.bytes());
            case PNG, GIF -> Pictures.read(done.bytes());
            case WEBP, AVIF -> {
                Recipe lossless =
                        Recipes.recipe(
                                "quality",
                                100,
                                "format",
                                Recipe.Target.PNG,
                                "background",
                                0,
                                "metadata",
                                Recipe.Metadata.STRIP,
                                "on_larger",
                                Recipe.OnLarger.KEEP_OUTPUT,
                                "chroma",
                                Recipe.Chroma.KEEP);
                var png = transcoder.transcode(done.bytes(), done.bytes().length, lossless);
                assertThat(png).isInstanceOf(Done.class);
                yield Pictures.read(((Done) png).bytes());
            }
        };
    }

    static Picture header(byte[] file) {
        return (Picture) Headers.read(file, file.length);
    }

    static boolean contains(byte[] file, String latin1) {
        return new String(file, StandardCharsets.ISO_8859_1).contains(latin1);
    }

    /// Peak signal to noise over red, green and blue, in dB: above 30 two pictures look alike.
    static double likeness(BufferedImage one, BufferedImage other) {
        double sum = 0;
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                int a = one.getRGB(x, y);
                int b = other.getRGB(x, y);
                for (int shift = 0; shift <= 16; shift += 8) {
                    int difference = (a >> shift & 0xFF) - (b >> shift & 0xFF);
                    sum += difference * difference;
                }
            }
        }
        double mean = sum / (3.0 * one.getWidth() * one.getHeight());
        return mean == 0 ? 100 : 10 * Math.log10(255 * 255 / mean);
    }

    @Override
    public void close() {
        transcoder.close();
    }

    static void assertNear(int rgb, Color expected) {
        var colour = new Color(rgb);
        assertThat(Math.abs(colour.getRed() - expected.getRed())).isLessThan(25);
        assertThat(Math.abs(colour.getGreen() - expected.getGreen())).isLessThan(25);
        assertThat(Math.abs(colour.getBlue() - expected.getBlue())).isLessThan(25);
    }
}
