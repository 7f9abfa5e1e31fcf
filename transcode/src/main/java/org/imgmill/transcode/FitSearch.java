package org.imgmill.transcode;

import java.util.Locale;
import java.util.OptionalInt;
import org.imgmill.transcode.Transcoded.Reason;
import org.imgmill.transcode.Transcoded.Refused;
import org.imgmill.transcode.jpeg.JpegFitter;

/// Chooses the qualities at which a picture is tried, until the best is found that fits into so
/// many bytes.
final class FitSearch implements JpegFitter.Search {

    /// A guess aims a little below the limit.
    private static final double AIM = 0.99;

    /// So full that the next quality would be too much.
    private static final double FULL = 0.985;

    /// Full enough where a try is expensive.
    private static final double FULL_ENOUGH = 0.95;

    private static final int USUAL_QUALITY = 60;

    private final int most;
    private final double full;
    private final int firstGuess;

    /// The best quality known to fit, and the worst known not to.
    private int fits;

    private int tooLarge;
    private double fitsBytes;
    private double tooLargeBytes;

    /// @param ceiling no better quality is wanted
    /// @param dear whether a try takes so long that nearly the best will do
    /// @param usualBytes what the picture would take at an ordinary quality, as a guess; 0: unknown
    FitSearch(int most, int ceiling, boolean dear, double usualBytes) {
        this.most = most;
        full = dear ? FULL_ENOUGH : FULL;
        tooLarge = ceiling + 1;
        double more = usualBytes > 0 ? Math.log(most / usualBytes) : 0;
        firstGuess = (int) Math.round(quality(scale(USUAL_QUALITY) + more));
    }

    @Override
    public void saw(int quality, int bytes) {
        if (bytes <= most) {
            fits = Math.max(fits, quality);
            fitsBytes = bytes;
        } else if (quality < tooLarge) {
            tooLarge = quality;
            tooLargeBytes = bytes;
        }
    }

    /// Which quality to try; empty when the best that fits is known, or nothing fits.
    @Override
    public OptionalInt next() {
        if (tooLarge - fits <= 1 || (fits > 0 && fitsBytes >= full * most)) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(Math.clamp(guess(), fits + 1, tooLarge - 1));
    }

    /// The logarithm of the bytes grows nearly as a straight line with [#scale(double)].
    private long guess() {
        double aim = Math.log(AIM * most);
        if (fits > 0 && tooLargeBytes > 0) {
            double low = scale(fits);
            double share =
                    (aim - Math.log(fitsBytes)) / (Math.log(tooLargeBytes) - Math.log(fitsBytes));
            return Math.round(quality(low + share * (scale(tooLarge) - low)));
        }
        if (fits > 0) {
            return Math.round(quality(scale(fits) + aim - Math.log(fitsBytes)));
        }
        if (tooLargeBytes > 0) {
            return Math.round(quality(scale(tooLarge) + aim - Math.log(tooLargeBytes)));
        }
        return firstGuess;
    }

    /// How the logarithm of a JPEG's bytes grows with its quality, in the mean.
    private static double scale(double quality) {
        return -0.75 * Math.log(quality < 50 ? 50 / quality : Math.max(2 - quality / 50, 0.01));
    }

    private static double quality(double scale) {
        double factor = Math.exp(-scale / 0.75);
        return factor > 1 ? 50 / factor : 100 - 50 * factor;
    }

    /// Not even the worst quality fits.
    static Refused tooLarge(int bytes, int most) {
        return new Refused(
                Reason.MAX_BYTES,
                String.format(
                        Locale.ROOT,
                        "the smallest that was made of it has %d bytes; max_bytes is %d",
                        bytes,
                        most));
    }
}
