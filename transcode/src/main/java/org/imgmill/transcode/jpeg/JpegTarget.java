package org.imgmill.transcode.jpeg;

/// One smaller picture that is wanted of a JPEG.
///
/// @param fit how large it shall be
public record JpegTarget(Fit fit, JpegOptions options) {

    /// Width and height in pixels.
    public record Extent(int width, int height) {

        Extent turned() {
            return new Extent(/* width= */ height, /* height= */ width);
        }
    }

    /// Chooses a size for the size that a viewer shows, orientation applied.
    @FunctionalInterface
    public interface Fit {

        Extent of(Extent shown);
    }

    /// The wanted size as the pixels are stored, before any orientation is applied.
    Extent stored(Frame frame, boolean turned) {
        var stored = new Extent(frame.width(), frame.height());
        return turned ? fit.of(stored.turned()).turned() : fit.of(stored);
    }
}
