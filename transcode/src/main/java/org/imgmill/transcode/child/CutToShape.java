package org.imgmill.transcode.child;

import java.util.Locale;
import org.imgmill.transcode.Position;
import org.imgmill.transcode.vips.Image;
import org.imgmill.transcode.vips.Scope;
import org.imgmill.transcode.vips.VipsException;
import org.jspecify.annotations.Nullable;

/// Cuts the size of the output out of a picture that covers it; all frames of an animation at the
/// place of the first, so that nothing jumps.
final class CutToShape implements Step {

    private final Size size;
    private final Position position;
    private @Nullable Box chosen;

    CutToShape(Size size, Position position) {
        this.size = size;
        this.position = position;
    }

    @Override
    public Image of(Scope scope, Image picture) throws VipsException {
        Box box = chosen == null ? choose(scope, picture) : chosen;
        chosen = box;
        return Cut.out(scope, picture, box);
    }

    private Box choose(Scope scope, Image picture) throws VipsException {
        if (!position.looks()) {
            return new Box(
                    position.left(picture.width() - size.width()),
                    position.top(picture.height() - size.height()),
                    size.width(),
                    size.height());
        }
        Image found =
                scope.operation("smartcrop")
                        .image("input", picture)
                        .option("width", size.width())
                        .option("height", size.height())
                        .option("interesting", position.name().toLowerCase(Locale.ROOT))
                        .toImage();
        return new Box(found.left(), found.top(), size.width(), size.height());
    }
}
