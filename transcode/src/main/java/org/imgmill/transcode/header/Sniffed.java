package org.imgmill.transcode.header;

/// What a file is by its own bytes, whatever its name or its sender says.
public sealed interface Sniffed {

    /// A picture of a kind imgmill reads. Its dimensions are what the header claims; 0 where only a
    /// decoder can tell.
    ///
    /// @param frames 1 unless it is an animation
    /// @param scans passes over the whole picture that a decoder has to make
    /// @param layered interlaced or progressive: the whole of it is in memory while it is decoded
    /// @param chromaHalved a JPEG whose colours have half the resolution, both ways
    /// @param meaning how what is decoded is to be read
    record Picture(
            Kind kind,
            int width,
            int height,
            int frames,
            int scans,
            boolean layered,
            boolean chromaHalved,
            Meaning meaning)
            implements Sniffed {

        static Picture still(Kind kind, int width, int height) {
            return still(kind, width, height, Meaning.PLAIN);
        }

        static Picture still(Kind kind, int width, int height, Meaning meaning) {
            return new Picture(kind, width, height, 1, 1, false, false, meaning);
        }

        static Picture animated(Kind kind, int width, int height, int frames) {
            return new Picture(kind, width, height, frames, 1, false, false, Meaning.PLAIN);
        }

        public boolean isAnimated() {
            return frames > 1;
        }

        /// Pixels of one frame.
        public long pixels() {
            return (long) width * height;
        }
    }

    /// A picture, or nearly one, that imgmill does not read.
    record Unsupported(String what) implements Sniffed {}

    /// Something else.
    record NotAnImage(String what) implements Sniffed {}

    /// The right first bytes, and no usable header after them.
    record Broken(Kind kind, String what) implements Sniffed {}
}
