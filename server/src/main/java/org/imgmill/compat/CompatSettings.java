package org.imgmill.compat;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.imgmill.batch.Dialect;
import org.imgmill.batch.Face;
import org.imgmill.transcode.Recipe;
import org.imgmill.transcode.RecipeField;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What uploads through an older face become, such as `scale=0.5,format=jpeg`: their documents have
/// no fields for it, and one of their servers halves width and height.
@ConfigurationProperties("imgmill.compat")
record CompatSettings(
        @DefaultValue Older asyncImageProcessing,
        @DefaultValue Older asyncImageProcessor,
        @DefaultValue Older imageProcessingApi,
        @DefaultValue Older imageProcessingSystem,
        @DefaultValue Older imageProcessor) {

    /// @param recipe `field=value`, separated by commas; null: the defaults
    record Older(@Nullable String recipe) {}

    CompatSettings {
        check(Dialect.ASYNC_IMAGE_PROCESSING, asyncImageProcessing);
        check(Dialect.ASYNC_IMAGE_PROCESSOR, asyncImageProcessor);
        check(Dialect.IMAGE_PROCESSING_API, imageProcessingApi);
        check(Dialect.IMAGE_PROCESSING_SYSTEM, imageProcessingSystem);
        check(Dialect.IMAGE_PROCESSOR, imageProcessor);
    }

    /// At the root, where several documents share a path, the defaults hold.
    Recipe of(Face face) {
        if (face.atRoot()) {
            return Recipe.DEFAULT;
        }
        return switch (face.dialect()) {
            case NATIVE -> Recipe.DEFAULT;
            case ASYNC_IMAGE_PROCESSING -> parse(asyncImageProcessing);
            case ASYNC_IMAGE_PROCESSOR -> parse(asyncImageProcessor);
            case IMAGE_PROCESSING_API -> parse(imageProcessingApi);
            case IMAGE_PROCESSING_SYSTEM -> parse(imageProcessingSystem);
            case IMAGE_PROCESSOR -> parse(imageProcessor);
        };
    }

    private static void check(Dialect dialect, Older older) {
        try {
            parse(older);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "imgmill.compat.%s.recipe is fields such as scale=0.5,format=jpeg; %s"
                            .formatted(dialect.word(), e.getMessage()));
        }
    }

    private static Recipe parse(Older older) {
        if (older.recipe() == null) {
            return Recipe.DEFAULT;
        }
        var texts = new HashMap<String, String>();
        for (var field : older.recipe().split(",", -1)) {
            int equals = field.indexOf('=');
            var name = field.substring(0, Math.max(0, equals)).strip().toLowerCase(Locale.ROOT);
            if (!RecipeField.names().contains(name)) {
                throw new IllegalArgumentException(
                        "\"%s\" is none; the fields are %s"
                                .formatted(field.strip(), RecipeField.names()));
            }
            texts.put(name, field.substring(equals + 1).strip());
        }
        return RecipeField.recipe(Map.copyOf(texts));
    }
}
