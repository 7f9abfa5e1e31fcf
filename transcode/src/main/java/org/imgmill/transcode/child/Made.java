package org.imgmill.transcode.child;

import java.nio.ByteBuffer;
import org.imgmill.transcode.ImageFormat;

/// A finished file, still in libvips's memory.
///
/// @param shown pixels beside the file
record Made(ImageFormat format, int width, int height, ByteBuffer file, Shown shown)
        implements Outcome {

    Made(ImageFormat format, int width, int height, ByteBuffer file) {
        this(format, width, height, file, Shown.NOTHING);
    }

    /// Pixels to judge a picture by.
    ///
    /// @param seeThrough whether anything shows through the picture
    /// @param rgb three bytes a pixel; empty where none are wanted or there are several frames
    record Shown(boolean seeThrough, int width, int height, ByteBuffer rgb) {

        static final Shown NOTHING = new Shown(false, 0, 0, ByteBuffer.allocate(0));
    }
}
