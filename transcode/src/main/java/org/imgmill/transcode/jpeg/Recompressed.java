package org.imgmill.transcode.jpeg;

/// How a recompression ended.
public sealed interface Recompressed {

    /// A whole JPEG came out.
    ///
    /// @param width as a viewer shows it, any EXIF orientation applied
    record Done(byte[] bytes, int width, int height) implements Recompressed {

        static Done of(byte[] bytes, Frame frame, Metadata metadata) {
            return metadata.isTurned()
                    ? new Done(bytes, /* width= */ frame.height(), /* height= */ frame.width())
                    : new Done(bytes, frame.width(), frame.height());
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
