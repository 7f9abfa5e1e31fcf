package org.imgmill.output;

import java.util.List;
import java.util.regex.Pattern;
import org.imgmill.transcode.ImageFormat;
import org.imgmill.transcode.Recipe;
import org.jspecify.annotations.Nullable;

/// One of the files that are made of every image of a batch.
///
/// @param name empty: it is the only one, and nobody called it anything
public record Output(String name, Recipe recipe) {

    public static final int MOST = 16;

    private static final Pattern NAME =
            Pattern.compile("(?!(?i)(?:srcset|score)$)[A-Za-z0-9_]{1,32}");

    public Output {
        if (!name.isEmpty()
                && (!NAME.matcher(name).matches() || !SafeName.segment(name).equals(name))) {
            throw new IllegalArgumentException(
                    "the name of an output has 1 to 32 letters, digits and underscores, and is not \"srcset\", \"score\" or a device of Windows; not \"%s\""
                            .formatted(name));
        }
    }

    /// The only one of a batch.
    public static List<Output> only(Recipe recipe) {
        return List.of(new Output("", recipe));
    }

    public boolean isNamed() {
        return !name.isEmpty();
    }

    /// The name of its file, without its ending.
    ///
    /// @param image the name of the image, with or without a place for the output's name
    public String called(String image) {
        return called(image, name);
    }

    /// The same if only the output's name is known.
    public static String called(String image, String output) {
        return output.isEmpty()
                ? image
                : image.contains(NameTemplate.OUTPUT)
                        ? image.replace(NameTemplate.OUTPUT, output)
                        : output + "/" + image;
    }

    /// What was made and stored.
    public record Made(ImageFormat format, int width, int height, int bytes) {}

    /// Whether any output of an image is there; those that failed are null.
    public static boolean any(List<@Nullable Made> made) {
        for (var one : made) {
            if (one != null) {
                return true;
            }
        }
        return false;
    }
}
