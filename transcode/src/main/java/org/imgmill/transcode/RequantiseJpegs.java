package org.imgmill.transcode;

import java.util.Optional;
import org.imgmill.transcode.Recipe.Chroma;
import org.imgmill.transcode.Recipe.Metadata;
import org.imgmill.transcode.child.Layout;
import org.imgmill.transcode.child.Size;
import org.imgmill.transcode.jpeg.JpegOptions;
import org.imgmill.transcode.jpeg.JpegPixels;
import org.imgmill.transcode.jpeg.JpegRecompressor;
import org.imgmill.transcode.jpeg.JpegResizer;
import org.imgmill.transcode.jpeg.JpegStrip;
import org.imgmill.transcode.jpeg.JpegTarget;
import org.imgmill.transcode.jpeg.Recompressed;
import org.imgmill.transcode.look.Pixels;

/// JPEG to JPEG without pixels, in the caller's thread; each thread has a codec of its own.
final class RequantiseJpegs implements JpegPath {

    private final ThreadLocal<JpegRecompressor> codecs;

    RequantiseJpegs(long maxPixels) {
        codecs = ThreadLocal.withInitial(() -> new JpegRecompressor(maxPixels));
    }

    @Override
    public Optional<Transcoded.Done> recompress(byte[] body, int length, Recipe recipe) {
        var ending = codecs.get().recompress(body, length, options(recipe));
        return done(ending, Transcoded.Codec.REQUANTISER);
    }

    @Override
    public Optional<Transcoded.Done> resize(byte[] body, int length, Recipe recipe) {
        var target = new JpegTarget(shown -> fit(shown, recipe), options(recipe));
        var ending = new JpegResizer(codecs.get()).resize(body, length, target);
        return done(ending, Transcoded.Codec.RESIZER);
    }

    private static JpegTarget.Extent fit(JpegTarget.Extent shown, Recipe recipe) {
        Size size = Layout.of(new Size(shown.width(), shown.height()), recipe).canvas();
        return new JpegTarget.Extent(size.width(), size.height());
    }

    private static JpegOptions options(Recipe recipe) {
        return new JpegOptions(
                recipe.quality(),
                recipe.chroma() == Chroma.FOLD,
                recipe.metadata() == Metadata.KEEP,
                recipe.effort(),
                recipe.scans());
    }

    private static Optional<Transcoded.Done> done(Recompressed ending, Transcoded.Codec codec) {
        return switch (ending) {
            case Recompressed.Done(var bytes, var width, var height) ->
                    Optional.of(new Transcoded.Done(bytes, ImageFormat.JPEG, width, height, codec));
            case Recompressed.Refused refused -> Optional.empty();
        };
    }

    @Override
    public Optional<byte[]> strip(byte[] body, int length) {
        return switch (JpegStrip.strip(body, length)) {
            case Recompressed.Done done -> Optional.of(done.bytes());
            case Recompressed.Refused refused -> Optional.empty();
        };
    }

    @Override
    public Optional<Pixels> pixels(byte[] body, int length) {
        return new JpegPixels(codecs.get()).decode(body, length);
    }
}
