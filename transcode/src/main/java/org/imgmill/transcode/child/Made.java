package org.imgmill.transcode.child;

import java.nio.ByteBuffer;
import org.imgmill.transcode.Glance;
import org.imgmill.transcode.ImageFormat;
import org.jspecify.annotations.Nullable;

/// A finished file, still in libvips's memory.
///
/// @param shown pixels beside the file
/// @param glance null: nobody looked
record Made(
        ImageFormat format,
        int width,
        int height,
        ByteBuffer file,
        Shown shown,
        @Nullable Glance glance)
        implements Outcome {

    Made(ImageFormat format, int width, int height, ByteBuffer file) {
        this(format, width, height, file, Shown.NOTHING, null);
    }

    Made(ImageFormat format, int width, int height, ByteBuffer file, Shown shown) {
        this(format, width, height, file, shown, null);
    }

    Made with(Shown what) {
        return new Made(format, width, height, file, what, glance);
    }

    Made with(@Nullable Glance what) {
        return new Made(format, width, height, file, shown, what);
    }

    /// Pixels to judge a picture by.
    ///
    /// @param seeThrough whether anything shows through the picture
    /// @param rgb three bytes a pixel; empty where none are wanted or there are several frames
    record Shown(boolean seeThrough, int width, int height, ByteBuffer rgb) {

        static final Shown NOTHING = new Shown(false, 0, 0, ByteBuffer.allocate(0));
    }
}
