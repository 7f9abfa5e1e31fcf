package org.imgmill.transcode.child;

import org.imgmill.transcode.Recipe;

/// Width and height in pixels.
public record Size(int width, int height) {

    /// The largest size the recipe allows: the shape kept, nothing enlarged.
    public Size fit(Recipe recipe) {
        double factor = recipe.scale() == null ? 1 : recipe.scale();
        if (recipe.maxWidth() != null) {
            factor = Math.min(factor, (double) recipe.maxWidth() / width);
        }
        if (recipe.maxHeight() != null) {
            factor = Math.min(factor, (double) recipe.maxHeight() / height);
        }
        if (recipe.width() != null) {
            factor = Math.min(factor, (double) recipe.width() / width);
        }
        if (recipe.height() != null) {
            factor = Math.min(factor, (double) recipe.height() / height);
        }
        return factor >= 1 ? this : times(factor);
    }

    Size times(double factor) {
        return new Size(scaled(width, factor), scaled(height, factor));
    }

    Size within(Size limit) {
        return new Size(Math.min(width, limit.width), Math.min(height, limit.height));
    }

    Size atLeast(Size limit) {
        return new Size(Math.max(width, limit.width), Math.max(height, limit.height));
    }

    /// The same size, turned on its side.
    public Size turned() {
        return new Size(/* width= */ height, /* height= */ width);
    }

    private static int scaled(int pixels, double factor) {
        return (int) Math.max(1, Math.round(pixels * factor));
    }
}
