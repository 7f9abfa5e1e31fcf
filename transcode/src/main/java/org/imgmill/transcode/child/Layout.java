package org.imgmill.transcode.child;

import org.imgmill.transcode.Recipe;

/// What becomes of the size of a picture: it is made smaller, and then cut or given bars.
///
/// @param scaled never larger than the picture
/// @param canvas the size of the output
public record Layout(Size scaled, Size canvas) {

    /// @param shown the picture as it is shown, upright and turned
    public static Layout of(Size shown, Recipe recipe) {
        Integer width = recipe.width();
        Integer height = recipe.height();
        if (width == null || height == null) {
            return plain(shown.fit(recipe));
        }
        var box = new Size(width, height);
        double across = (double) width / shown.width();
        double down = (double) height / shown.height();
        double covering = Math.max(across, down);
        double fitting = Math.min(across, down);
        return switch (recipe.fit()) {
            case INSIDE -> plain(shown.fit(recipe));
            case COVER ->
                    covering > 1
                            ? new Layout(shown, box.times(1 / covering).within(shown))
                            : new Layout(shown.times(covering).atLeast(box), box);
            case CONTAIN ->
                    fitting > 1
                            ? new Layout(shown, box.times(1 / fitting).atLeast(shown))
                            : new Layout(shown.times(fitting).within(box), box);
            case PAD -> new Layout(shown.times(Math.min(fitting, 1)).within(box), box);
        };
    }

    private static Layout plain(Size size) {
        return new Layout(size, size);
    }

    /// Whether nothing is cut away and nothing put around.
    public boolean isPlain() {
        return scaled.equals(canvas);
    }
}
