package org.imgmill.transcode.child;

import org.imgmill.transcode.vips.Image;
import org.imgmill.transcode.vips.Scope;
import org.imgmill.transcode.vips.VipsException;

/// Turns a picture clockwise.
///
/// @param degrees 90, 180 or 270
record Turn(int degrees) implements Step {

    @Override
    public Image of(Scope scope, Image picture) throws VipsException {
        return scope.operation("rot").image(picture).option("angle", "d" + degrees).toImage();
    }
}
