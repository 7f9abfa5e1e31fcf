package org.imgmill.transcode;

import org.imgmill.transcode.Recipe.Metadata;
import org.imgmill.transcode.Recipe.OnLarger;
import org.imgmill.transcode.Recipe.Target;
import org.jspecify.annotations.Nullable;

/// The default recipe with one thing changed.
final class Recipes {

    private Recipes() {}

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

    private static Recipe with(int quality, Target format, int background, Metadata metadata) {
        return new Recipe(
                quality,
                format,
                null,
                null,
                null,
                background,
                metadata,
                Recipe.DEFAULT.onLarger(),
                Recipe.DEFAULT.chroma());
    }

    static Recipe within(
            Target format,
            @Nullable Integer width,
            @Nullable Integer height,
            @Nullable Double scale) {
        return new Recipe(
                50,
                format,
                width,
                height,
                scale,
                0xFFFFFF,
                Metadata.STRIP,
                Recipe.DEFAULT.onLarger(),
                Recipe.DEFAULT.chroma());
    }

    static Recipe onLarger(int quality, OnLarger onLarger) {
        return new Recipe(
                quality,
                Target.KEEP,
                null,
                null,
                null,
                0xFFFFFF,
                Metadata.STRIP,
                onLarger,
                Recipe.DEFAULT.chroma());
    }
}
