package org.imgmill.transcode.child;

import org.imgmill.transcode.vips.Image;
import org.imgmill.transcode.vips.Scope;
import org.imgmill.transcode.vips.VipsException;

/// Leaves one rectangle of a picture.
record Cut(Box box) implements Step {

    @Override
    public Image of(Scope scope, Image picture) throws VipsException {
        return out(scope, picture, box);
    }

    static Image out(Scope scope, Image image, Box box) throws VipsException {
        return scope.operation("extract_area")
                .image("input", image)
                .option("left", box.left())
                .option("top", box.top())
                .option("width", box.width())
                .option("height", box.height())
                .toImage();
    }
}
