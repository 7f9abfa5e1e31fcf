package org.imgmill.transcode.child;

import org.imgmill.transcode.Recipe;
import org.imgmill.transcode.vips.Image;
import org.imgmill.transcode.vips.Scope;
import org.imgmill.transcode.vips.VipsException;

/// Lays a watermark over a picture, never larger than the picture is.
///
/// @param mark in sRGB, in memory
record Overlay(Image mark, Recipe recipe) implements Step {

    private static final int COLOURS = 3;

    @Override
    public Image of(Scope scope, Image picture) throws VipsException {
        Image base = Colours.inColour(scope, picture);
        Image over = faded(scope, Colours.withOpacity(scope, sized(scope, base)));
        Image both =
                scope.operation("composite2")
                        .image("base", base)
                        .image("overlay", over)
                        .option("mode", "over")
                        .option("x", recipe.watermarkPlace().left(base.width() - over.width()))
                        .option("y", recipe.watermarkPlace().top(base.height() - over.height()))
                        .toImage();
        Image bytes = scope.operation("cast").image(both).option("format", "uchar").toImage();
        return base.hasAlpha()
                ? bytes
                : scope.operation("extract_band")
                        .image(bytes)
                        .option("band", 0)
                        .option("n", COLOURS)
                        .toImage();
    }

    private Image sized(Scope scope, Image base) throws VipsException {
        Double part = recipe.watermarkScale();
        double wanted = part == null ? 1 : part * base.width() / mark.width();
        double most =
                Math.min(
                        (double) base.width() / mark.width(),
                        (double) base.height() / mark.height());
        double factor = Math.min(wanted, most);
        if (factor == 1) {
            return mark;
        }
        Size size = new Size(mark.width(), mark.height()).times(factor);
        return scope.operation("thumbnail_image")
                .image(mark)
                .option("width", size.width())
                .option("height", size.height())
                .option("size", "force")
                .option("no_rotate", "true")
                .toImage();
    }

    private Image faded(Scope scope, Image over) throws VipsException {
        if (recipe.watermarkOpacity() == 1) {
            return over;
        }
        return scope.operation("linear")
                .image(over)
                .option("a", "1 1 1 " + recipe.watermarkOpacity())
                .option("b", "0 0 0 0")
                .option("uchar", "true")
                .toImage();
    }
}
