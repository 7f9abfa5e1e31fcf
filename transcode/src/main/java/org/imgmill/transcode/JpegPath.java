package org.imgmill.transcode;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.imgmill.transcode.jpeg.JpegFitter;
import org.imgmill.transcode.look.Pixels;

/// What can be done to a JPEG without decoding it to pixels, in the caller's thread; what it
/// declines is decoded by libvips in a child. Called by many threads at once.
public interface JpegPath {

    /// The same picture, same size, at the recipe's quality; empty when it must be decoded.
    Optional<Transcoded.Done> recompress(byte[] body, int length, Recipe recipe);

    /// The picture made as small as the recipe wants it, at its quality; empty when it must be
    /// decoded.
    Optional<Transcoded.Done> resize(byte[] body, int length, Recipe recipe);

    /// The picture as each recipe wants it, smaller or as large as it is, from one reading of the
    /// file; empty for those that must be decoded.
    ///
    /// @return one for each recipe, in their order
    List<Optional<Transcoded.Done>> resize(byte[] body, int length, List<Recipe> recipes);

    /// The picture, same size, at the best quality that fits into so many bytes, or that none does;
    /// empty when it must be decoded.
    ///
    /// @param recipe says all but the quality
    Optional<Transcoded> fit(
            byte[] body, int length, Recipe recipe, int most, JpegFitter.Search search);

    /// The picture untouched, without metadata and trailing bytes, orientation and colour profile
    /// kept; empty when the file cannot be taken apart safely.
    Optional<byte[]> strip(byte[] body, int length);

    /// The pixels to judge a picture by, those of its window; empty when it must be decoded by
    /// libvips.
    Optional<Pixels> pixels(byte[] body, int length);

    /// Leaves everything to libvips.
    JpegPath NONE =
            new JpegPath() {
                @Override
                public Optional<Transcoded.Done> recompress(
                        byte[] body, int length, Recipe recipe) {
                    return Optional.empty();
                }

                @Override
                public Optional<Transcoded.Done> resize(byte[] body, int length, Recipe recipe) {
                    return Optional.empty();
                }

                @Override
                public List<Optional<Transcoded.Done>> resize(
                        byte[] body, int length, List<Recipe> recipes) {
                    return Collections.nCopies(recipes.size(), Optional.empty());
                }

                @Override
                public Optional<Transcoded> fit(
                        byte[] body,
                        int length,
                        Recipe recipe,
                        int most,
                        JpegFitter.Search search) {
                    return Optional.empty();
                }

                @Override
                public Optional<byte[]> strip(byte[] body, int length) {
                    return Optional.empty();
                }

                @Override
                public Optional<Pixels> pixels(byte[] body, int length) {
                    return Optional.empty();
                }
            };
}
