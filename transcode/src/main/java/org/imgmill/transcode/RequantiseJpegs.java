package org.imgmill.transcode;

import java.util.Optional;
import org.imgmill.transcode.Recipe.Chroma;
import org.imgmill.transcode.Recipe.Metadata;
import org.imgmill.transcode.jpeg.JpegOptions;
import org.imgmill.transcode.jpeg.JpegRecompressor;
import org.imgmill.transcode.jpeg.JpegStrip;
import org.imgmill.transcode.jpeg.Recompressed;

/// JPEG to JPEG by requantising, in the caller's thread; each thread has a codec of its own.
final class RequantiseJpegs implements JpegPath {

    private final ThreadLocal<JpegRecompressor> codecs;

    RequantiseJpegs(long maxPixels) {
        codecs = ThreadLocal.withInitial(() -> new JpegRecompressor(maxPixels));
    }

    @Override
    public Optional<Transcoded.Done> recompress(byte[] body, int length, Recipe recipe) {
        var options =
                new JpegOptions(
                        recipe.quality(),
                        recipe.chroma() == Chroma.FOLD,
                        recipe.metadata() == Metadata.KEEP,
                        recipe.effort(),
                        recipe.scans());
        return switch (codecs.get().recompress(body, length, options)) {
            case Recompressed.Done(var bytes, var width, var height) ->
                    Optional.of(
                            new Transcoded.Done(
                                    bytes,
                                    ImageFormat.JPEG,
                                    width,
                                    height,
                                    Transcoded.Codec.REQUANTISER));
            case Recompressed.Refused _ -> Optional.empty();
        };
    }

    @Override
    public Optional<byte[]> strip(byte[] body, int length) {
        return switch (JpegStrip.strip(body, length)) {
            case Recompressed.Done done -> Optional.of(done.bytes());
            case Recompressed.Refused _ -> Optional.empty();
        };
    }
}
