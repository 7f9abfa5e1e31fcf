package org.imgmill.transcode.child;

import org.imgmill.transcode.Recipe;
import org.imgmill.transcode.vips.Image;
import org.imgmill.transcode.vips.Scope;
import org.imgmill.transcode.vips.VipsException;

/// Puts bars around a picture: of the background, and see-through where the picture can be.
record Bars(Size canvas, Recipe recipe) implements Step {

    private static final String SEE_THROUGH = " 0";

    @Override
    public Image of(Scope scope, Image picture) throws VipsException {
        int rgb = recipe.background();
        int red = rgb >> 16 & 0xFF;
        int green = rgb >> 8 & 0xFF;
        int blue = rgb & 0xFF;
        boolean grey = red == green && green == blue && picture.bands() < 3;
        Image image = grey ? picture : Colours.inColour(scope, picture);
        String colour = grey ? Integer.toString(red) : red + " " + green + " " + blue;
        return scope.operation("embed")
                .image(image)
                .option("x", recipe.position().left(canvas.width() - image.width()))
                .option("y", recipe.position().top(canvas.height() - image.height()))
                .option("width", canvas.width())
                .option("height", canvas.height())
                .option("extend", "background")
                .option("background", image.hasAlpha() ? colour + SEE_THROUGH : colour)
                .toImage();
    }
}
