package org.imgmill.transcode.jpeg;

import org.imgmill.transcode.Glance;
import org.jspecify.annotations.Nullable;

/// How a recompression ended.
public sealed interface Recompressed {

    /// A whole JPEG came out.
    ///
    /// @param width as a viewer shows it, any EXIF orientation applied
    /// @param glance as the picture is stored; null: nobody looked
    record Done(byte[] bytes, int width, int height, @Nullable Glance glance)
            implements Recompressed {

        /// @param written the frame of the output
        static Done of(byte[] bytes, Frame written, JpegFile file, Workspace workspace) {
            Glance glance = workspace.dcs().glance(file, workspace.coefficients());
            return file.metadata().isTurned()
                    ? new Done(
                            bytes,
                            /* width= */ written.height(),
                            /* height= */ written.width(),
                            glance)
                    : new Done(bytes, written.width(), written.height(), glance);
        }
    }

    /// The input is not for this codec; another decoder may still make something of it.
    record Refused(Reason reason, String detail) implements Recompressed {}

    /// Why an input was refused.
    enum Reason {
        /// it does not start as a JPEG does
        NOT_A_JPEG,
        /// it contradicts the standard or itself
        CORRUPT,
        /// it ends before the picture does
        TRUNCATED,
        /// it is a kind of JPEG that cannot be requantised here
        UNSUPPORTED,
        /// its header promises more pixels than allowed
        TOO_MANY_PIXELS,
        /// it has more scans than any honest encoder writes
        TOO_MANY_SCANS,
        /// its coefficients would need more memory than this codec may use
        TOO_MUCH_MEMORY
    }
}
