package org.imgmill.transcode.child;

import java.lang.foreign.MemorySegment;
import org.imgmill.transcode.ImageFormat;
import org.imgmill.transcode.Recipe.Metadata;
import org.imgmill.transcode.jpeg.Effort;
import org.imgmill.transcode.jpeg.Scans;
import org.imgmill.transcode.vips.Image;
import org.imgmill.transcode.vips.Operation;
import org.imgmill.transcode.vips.Scope;
import org.imgmill.transcode.vips.VipsException;

/// Writes an image in one of our formats, at the recipe's quality.
record Savers(Scope scope, Job job) {

    private static final int LOSSLESS = 100;

    /// Choosing a palette takes a quarter of a second per megapixel, and AV1 a third of one. Large
    /// pictures get none or less of it, to end well before the deadline.
    private static final long HUGE_PIXELS = 16_000_000;

    private static final long AV1_LARGE_PIXELS = 4_000_000;

    /// With a third of the dithering a palette looks as good in as many bytes as with full
    /// dithering and a thorough search, for a quarter of the CPU: docs/performance.md.
    private static final String PALETTE_DITHER = "0.35";

    private static final int PALETTE_EFFORT = 4;

    /// The number of N. Robidoux's quantisation table in libvips.
    private static final int ROBIDOUX = 3;

    /// How far a pixel may be from the frame before and still count as unchanged, at worst.
    private static final int GIF_MOST_ERROR = 16;

    static int longestSide(ImageFormat format) {
        return switch (format) {
            case JPEG, GIF -> 65_535;
            case WEBP -> 16_383;
            case AVIF -> 16_384;
            case PNG -> Integer.MAX_VALUE;
        };
    }

    /// An animation with all its pixels and palettes: nothing is left out because it looks like the
    /// frame before.
    MemorySegment saveFrames(Image image, ImageFormat format) throws VipsException {
        return switch (format) {
            case GIF -> gif(image, 0).option("interpalette_maxerror", 0).toBuffer();
            case WEBP ->
                    saver("webpsave_buffer", image)
                            .option("Q", quality())
                            .option("kmax", 1)
                            .toBuffer();
            case JPEG, PNG, AVIF -> throw new IllegalArgumentException(format + " has one frame");
        };
    }

    /// Black and white in one bit each: a fifth less than the Group 4 coding of a scanner.
    MemorySegment saveBilevel(Image image) throws VipsException {
        return saver("pngsave_buffer", image)
                .option("bitdepth", 1)
                .option("compression", 9)
                .toBuffer();
    }

    MemorySegment save(Image image, ImageFormat format) throws VipsException {
        return switch (format) {
            case JPEG -> jpeg(image);
            case PNG -> png(image.inMemory());
            case WEBP -> webp(image);
            case AVIF -> avif(image);
            case GIF -> gif(image, (LOSSLESS - quality()) * GIF_MOST_ERROR / LOSSLESS).toBuffer();
        };
    }

    private MemorySegment jpeg(Image image) throws VipsException {
        boolean most = job.recipe().effort() == Effort.MAX;
        Operation saver =
                saver("jpegsave_buffer", image)
                        .option("Q", most ? mozjpegQuality() : quality())
                        .option("optimize_coding", "true")
                        .option("subsample_mode", job.halveChroma() ? "on" : "off");
        boolean scans = job.recipe().scans() == Scans.AUTO;
        return (most ? mozjpeg(saver, scans) : saver).toBuffer();
    }

    /// What mozjpeg has in libvips: a tenth fewer bytes at the same look for four times the CPU.
    private static Operation mozjpeg(Operation saver, boolean scans) throws VipsException {
        return saver.option("quant_table", ROBIDOUX)
                .option("trellis_quant", "true")
                .option("overshoot_deringing", "true")
                .option("interlace", String.valueOf(scans))
                .option("optimize_scans", String.valueOf(scans));
    }

    /// Its mean SSIMULACRA2 over the photos is that of [#quality()] without mozjpeg: 57 for 50, 65
    /// for 60, 74 for 70.
    private int mozjpegQuality() {
        return quality() + (LOSSLESS - quality() + 7) / 8;
    }

    /// A palette, unless all colours are smaller or wanted.
    private MemorySegment png(Image image) throws VipsException {
        if (quality() == LOSSLESS || pixels(image) > HUGE_PIXELS) {
            return allColours(image);
        }
        MemorySegment palette =
                saver("pngsave_buffer", image)
                        .option("palette", "true")
                        .option("Q", quality())
                        .option("effort", PALETTE_EFFORT)
                        .option("dither", PALETTE_DITHER)
                        .toBuffer();
        MemorySegment all = allColours(image);
        return all.byteSize() < palette.byteSize() ? all : palette;
    }

    private MemorySegment allColours(Image image) throws VipsException {
        return saver("pngsave_buffer", image).option("filter", "up").toBuffer();
    }

    private MemorySegment webp(Image image) throws VipsException {
        return saver("webpsave_buffer", image).option("Q", quality()).toBuffer();
    }

    private MemorySegment avif(Image image) throws VipsException {
        return saver("heifsave_buffer", image)
                .option("compression", "av1")
                .option("Q", quality())
                .option("bitdepth", 8)
                .option("effort", av1Effort(image))
                .toBuffer();
    }

    /// A draft of an AVIF takes a fifth of the CPU, and looks 1.2 points worse.
    private int av1Effort(Image image) {
        if (job.show() == Job.Show.DRAFT) {
            return 0;
        }
        return pixels(image) > AV1_LARGE_PIXELS ? 1 : 3;
    }

    private Operation gif(Image image, int mostError) throws VipsException {
        return saver("gifsave_buffer", image).option("interframe_maxerror", mostError);
    }

    private static long pixels(Image image) {
        return (long) image.width() * image.height();
    }

    private int quality() {
        return job.recipe().quality();
    }

    private Operation saver(String name, Image image) throws VipsException {
        String keep = job.recipe().metadata() == Metadata.KEEP ? "all" : "none";
        return scope.operation(name).image(image).option("keep", keep);
    }
}
