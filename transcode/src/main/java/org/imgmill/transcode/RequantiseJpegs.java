package org.imgmill.transcode;

import java.util.List;
import java.util.Optional;
import org.imgmill.transcode.Recipe.Chroma;
import org.imgmill.transcode.Recipe.Metadata;
import org.imgmill.transcode.child.Layout;
import org.imgmill.transcode.child.Size;
import org.imgmill.transcode.jpeg.JpegFitter;
import org.imgmill.transcode.jpeg.JpegFitter.Fitted;
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
        return resize(body, length, List.of(recipe)).getFirst();
    }

    @Override
    public List<Optional<Transcoded.Done>> resize(byte[] body, int length, List<Recipe> recipes) {
        var targets = recipes.stream().map(RequantiseJpegs::target).toList();
        return new JpegResizer(codecs.get())
                .resize(body, length, targets).stream()
                        .map(ending -> done(ending, Transcoded.Codec.RESIZER))
                        .toList();
    }

    @Override
    public Optional<Transcoded> fit(
            byte[] body, int length, Recipe recipe, int most, JpegFitter.Search search) {
        var fitter = new JpegFitter(codecs.get());
        return switch (fitter.fit(body, length, options(recipe), most, search)) {
            case Fitted.Fits(var quality, var done) ->
                    done(done, Transcoded.Codec.REQUANTISER)
                            .map(fits -> fits.with(new Transcoded.Found(quality, null)));
            case Fitted.TooLarge(var smallest) -> Optional.of(FitSearch.tooLarge(smallest, most));
            case Fitted.Refused refused -> Optional.empty();
        };
    }

    private static JpegTarget target(Recipe recipe) {
        return new JpegTarget(shown -> fit(shown, recipe), options(recipe));
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
            case Recompressed.Done(var bytes, var width, var height, var glance) ->
                    Optional.of(
                            new Transcoded.Done(bytes, ImageFormat.JPEG, width, height, codec)
                                    .with(glance));
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
