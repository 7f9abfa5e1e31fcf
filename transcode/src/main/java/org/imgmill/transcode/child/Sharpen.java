package org.imgmill.transcode.child;

import org.imgmill.transcode.vips.Image;
import org.imgmill.transcode.vips.Scope;
import org.imgmill.transcode.vips.VipsException;

/// An unsharp mask on lightness alone, flat areas left alone so that noise stays as it is.
///
/// @param sigma how far the mask reaches
record Sharpen(double sigma) implements Step {

    @Override
    public Image of(Scope scope, Image picture) throws VipsException {
        return scope.operation("sharpen")
                .image(picture)
                .option("sigma", Double.toString(sigma))
                .toImage();
    }
}
