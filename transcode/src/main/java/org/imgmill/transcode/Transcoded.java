package org.imgmill.transcode;

import org.jspecify.annotations.Nullable;

/// How a transcoding ended.
public sealed interface Transcoded {

    /// A picture came out.
    ///
    /// @param bytes the whole output file
    /// @param codec the way it took, for metrics
    /// @param warning what was wrong with the input although all of its pixels are there; null:
    ///   nothing
    /// @param found what was found where the recipe left the quality open; null: it did not
    /// @param glance what it looks like from far away; null: nobody looked
    record Done(
            byte[] bytes,
            ImageFormat format,
            int width,
            int height,
            Codec codec,
            @Nullable String warning,
            @Nullable Found found,
            @Nullable Glance glance)
            implements Transcoded {

        public Done(byte[] bytes, ImageFormat format, int width, int height, Codec codec) {
            this(bytes, format, width, height, codec, null, null, null);
        }

        Done with(String what) {
            return new Done(bytes, format, width, height, codec, what, found, glance);
        }

        Done with(Codec what) {
            return new Done(bytes, format, width, height, what, warning, found, glance);
        }

        Done with(Found what) {
            return new Done(bytes, format, width, height, codec, warning, what, glance);
        }

        Done with(@Nullable Glance what) {
            return new Done(bytes, format, width, height, codec, warning, found, what);
        }
    }

    /// The quality that was found for a picture.
    ///
    /// @param look its SSIMULACRA2 score; null: it was not or could not be judged
    record Found(int quality, @Nullable Double look) {}

    /// No picture came out.
    ///
    /// @param detail what is wrong with the input, in words an operator can use
    record Refused(Reason reason, String detail) implements Transcoded {}

    /// The way an output was made.
    enum Codec {
        /// requantised in this process, without decoding to pixels
        REQUANTISER,
        /// made smaller in this process, without decoding to pixels
        RESIZER,
        /// decoded and encoded by libvips in a child process
        LIBVIPS,
        /// the input itself, its metadata and trailing bytes dropped
        ORIGINAL
    }

    /// Why there is no output; the caller's failure codes follow these names.
    enum Reason {
        NOT_AN_IMAGE,
        UNSUPPORTED_FORMAT,
        CORRUPT,
        TOO_MANY_PIXELS,
        TRANSCODE_TIMEOUT,
        TRANSCODER_CRASH,
        MAX_BYTES
    }
}
