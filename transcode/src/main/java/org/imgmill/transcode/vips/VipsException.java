package org.imgmill.transcode.vips;

/// What libvips had to say when it could not do what was asked.
public final class VipsException extends Exception {

    VipsException(String message) {
        super(message);
    }
}
