package org.imgmill.transcode.jpeg;

/// What a recompression may do to the picture and its file.
///
/// @param quality 1 to 100 on the scale of the Independent JPEG Group
/// @param foldChroma below quality 80, halve chroma that has full resolution (4:2:0)
/// @param keepMetadata keep EXIF, XMP and the like, not only orientation and colour profile
public record JpegOptions(
        int quality, boolean foldChroma, boolean keepMetadata, Effort effort, Scans scans) {

    private static final int FOLD_BELOW = 80;

    public JpegOptions {
        if (quality < 1 || quality > 100) {
            throw new IllegalArgumentException("quality is 1 to 100, not " + quality);
        }
    }

    /// With the least effort.
    public JpegOptions(int quality, boolean foldChroma, boolean keepMetadata) {
        this(quality, foldChroma, keepMetadata, Effort.FAST, Scans.BASELINE);
    }

    /// What an encoder does by default at this quality, with the least effort.
    public static JpegOptions quality(int quality) {
        return new JpegOptions(quality, true, false);
    }

    public JpegOptions with(Effort effort, Scans scans) {
        return new JpegOptions(quality, foldChroma, keepMetadata, effort, scans);
    }

    JpegOptions with(int otherQuality) {
        return new JpegOptions(otherQuality, foldChroma, keepMetadata, effort, scans);
    }

    boolean folds() {
        return foldChroma && quality < FOLD_BELOW;
    }
}
