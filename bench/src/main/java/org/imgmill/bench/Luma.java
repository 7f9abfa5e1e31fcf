package org.imgmill.bench;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/// The brightness of a JPEG, as its decoder gives it, and how like another it is.
final class Luma {

    private final int[] samples;

    private Luma(Raster raster) {
        samples = raster.getSamples(0, 0, raster.getWidth(), raster.getHeight(), 0, (int[]) null);
    }

    static Luma of(byte[] jpeg) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        try (var stream = ImageIO.createImageInputStream(new ByteArrayInputStream(jpeg))) {
            reader.setInput(stream);
            return new Luma(reader.readRaster(0, null));
        } finally {
            reader.dispose();
        }
    }

    /// Peak signal-to-noise ratio in dB.
    double psnr(Luma other) {
        double sum = 0;
        for (int i = 0; i < samples.length; i++) {
            double difference = samples[i] - other.samples[i];
            sum += difference * difference;
        }
        return 10 * Math.log10(255.0 * 255.0 * samples.length / sum);
    }
}
