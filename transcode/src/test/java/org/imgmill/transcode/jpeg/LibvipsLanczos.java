package org.imgmill.transcode.jpeg;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.imgmill.transcode.JpegPath;
import org.imgmill.transcode.RecipeField;
import org.imgmill.transcode.TranscodeLimits;
import org.imgmill.transcode.Transcoded;
import org.imgmill.transcode.Transcoder;

/// The rival: decoded pixels made smaller by libvips's Lanczos3, which is sharp's, and not coded
/// with any loss.
final class LibvipsLanczos implements AutoCloseable {

    private final Transcoder transcoder =
            Transcoder.start(TranscodeLimits.DEFAULT.withWorkers(1), JpegPath.NONE);

    BufferedImage smaller(BufferedImage whole, int width) throws IOException, InterruptedException {
        var png = new ByteArrayOutputStream();
        if (!ImageIO.write(whole, "png", png)) {
            throw new IllegalArgumentException("ImageIO writes no such PNG");
        }
        byte[] in = png.toByteArray();
        var recipe =
                RecipeField.recipe(
                        Map.of(
                                "format",
                                "png",
                                "quality",
                                "100",
                                "max_width",
                                Integer.toString(width),
                                "on_larger",
                                "keep_output"));
        return switch (transcoder.transcode(in, in.length, recipe)) {
            case Transcoded.Done done -> read(done.bytes());
            case Transcoded.Refused refused -> throw new IllegalStateException(refused.detail());
        };
    }

    static BufferedImage read(byte[] file) throws IOException {
        return Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(file)));
    }

    @Override
    public void close() {
        transcoder.close();
    }
}
