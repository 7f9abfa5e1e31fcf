package org.imgmill.bench;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/// The brightness of a JPEG, as its decoder gives it, and how like another it is.
final class Luma {

    private static final int WINDOW = 8;
    private static final double C1 = 0.01 * 0.01 * 255 * 255;
    private static final double C2 = 0.03 * 0.03 * 255 * 255;

    private final int width;
    private final int height;
    private final int[] samples;

    private Luma(Raster raster) {
        width = raster.getWidth();
        height = raster.getHeight();
        samples = raster.getSamples(0, 0, width, height, 0, (int[]) null);
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

    /// Structural similarity: the mean over all 8 x 8 windows.
    double ssim(Luma other) {
        double[][] a = sums(this, this);
        double[][] b = sums(other, other);
        double[][] ab = sums(this, other);
        double n = WINDOW * WINDOW;
        double total = 0;
        for (int y = 0; y + WINDOW <= height; y++) {
            for (int x = 0; x + WINDOW <= width; x++) {
                double meanA = window(a[0], x, y) / n;
                double meanB = window(b[0], x, y) / n;
                double varianceA = window(a[1], x, y) / n - meanA * meanA;
                double varianceB = window(b[1], x, y) / n - meanB * meanB;
                double covariance = window(ab[1], x, y) / n - meanA * meanB;
                total +=
                        (2 * meanA * meanB + C1)
                                * (2 * covariance + C2)
                                / ((meanA * meanA + meanB * meanB + C1)
                                        * (varianceA + varianceB + C2));
            }
        }
        return total / ((double) (width - WINDOW + 1) * (height - WINDOW + 1));
    }

    /// Summed areas of the samples of one, and of the products of both.
    private static double[][] sums(Luma one, Luma other) {
        int stride = one.width + 1;
        double[][] sums = new double[2][stride * (one.height + 1)];
        for (int y = 0; y < one.height; y++) {
            double row = 0;
            double products = 0;
            for (int x = 0; x < one.width; x++) {
                int i = y * one.width + x;
                row += one.samples[i];
                products += (double) one.samples[i] * other.samples[i];
                int at = (y + 1) * stride + x + 1;
                sums[0][at] = sums[0][at - stride] + row;
                sums[1][at] = sums[1][at - stride] + products;
            }
        }
        return sums;
    }

    private double window(double[] sums, int x, int y) {
        int stride = width + 1;
        int top = y * stride + x;
        int bottom = top + WINDOW * stride;
        return sums[bottom + WINDOW] - sums[bottom] - sums[top + WINDOW] + sums[top];
    }
}
