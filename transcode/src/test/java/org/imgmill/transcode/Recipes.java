package org.imgmill.transcode;

import java.util.HashMap;
import org.imgmill.transcode.Recipe.Metadata;
import org.imgmill.transcode.Recipe.OnLarger;
import org.imgmill.transcode.Recipe.Target;
import org.jspecify.annotations.Nullable;

/// The default recipe with one thing changed.
final class Recipes {

    private Recipes() {}

    /// @param namesAndValues a field's name, its value, and so on; a null leaves the field open
    static Recipe recipe(@Nullable Object... namesAndValues) {
        var texts = new HashMap<String, String>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            var value = namesAndValues[i + 1];
            if (value != null) {
                var text = value.toString();
                if ("background".equals(namesAndValues[i]) && value instanceof Integer colour) {
                    text = "%06x".formatted(colour);
                }
                texts.put(String.valueOf(namesAndValues[i]), text);
            }
        }
        return RecipeField.recipe(texts);
    }

    static Recipe of(Target format) {
        return with(50, format, 0xFFFFFF, Metadata.STRIP);
    }

    static Recipe quality(int quality) {
        return with(quality, Target.KEEP, 0xFFFFFF, Metadata.STRIP);
    }

    static Recipe onto(int background) {
        return with(50, Target.JPEG, background, Metadata.STRIP);
    }

    static Recipe metadata(Metadata metadata) {
        return with(50, Target.KEEP, 0xFFFFFF, metadata);
    }

    static Recipe with(int quality, Target format, int background, Metadata metadata) {
        return recipe(
                "quality",
                quality,
                "format",
                format,
                "background",
                background,
                "metadata",
                metadata);
    }

    static Recipe within(
            Target format,
            @Nullable Integer width,
            @Nullable Integer height,
            @Nullable Double scale) {
        return recipe(
                "quality",
                50,
                "format",
                format,
                "max_width",
                width,
                "max_height",
                height,
                "scale",
                scale,
                "background",
                0xFFFFFF,
                "metadata",
                Metadata.STRIP);
    }

    static Recipe onLarger(int quality, OnLarger onLarger) {
        return recipe(
                "quality",
                quality,
                "format",
                Target.KEEP,
                "background",
                0xFFFFFF,
                "metadata",
                Metadata.STRIP,
                "on_larger",
                onLarger);
    }
}
