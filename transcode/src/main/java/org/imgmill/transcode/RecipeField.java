package org.imgmill.transcode;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.imgmill.transcode.Recipe.Chroma;
import org.imgmill.transcode.Recipe.OnLarger;
import org.imgmill.transcode.Recipe.Target;
import org.imgmill.transcode.RecipeValue.Choice;
import org.imgmill.transcode.RecipeValue.Colour;
import org.imgmill.transcode.RecipeValue.Decimal;
import org.imgmill.transcode.RecipeValue.FileName;
import org.imgmill.transcode.RecipeValue.Formats;
import org.imgmill.transcode.RecipeValue.Fraction;
import org.imgmill.transcode.RecipeValue.Whole;
import org.imgmill.transcode.RecipeValue.WholeOrWord;
import org.imgmill.transcode.RecipeValue.Word;
import org.imgmill.transcode.jpeg.Effort;
import org.imgmill.transcode.jpeg.Scans;
import org.jspecify.annotations.Nullable;

/// One field of a recipe, from which form fields, JSON, the flags of `run`, what a child is told,
/// OpenAPI and the page's choices are made.
///
/// Long: one table.
///
/// @param name as forms and JSON spell it: `max_width`
/// @param value what it may hold
/// @param sentence what it is for
/// @param of its value in a recipe; null: the recipe leaves it open
public record RecipeField(
        String name, RecipeValue value, String sentence, Function<Recipe, @Nullable Object> of) {

    private static final int WIDEST = 100_000;

    private static final Map<String, Integer> LOOKS =
            Map.of("low", 50, "good", Recipe.GOOD, "best", 85);

    /// All of them, in the order in which they are shown.
    public static final List<RecipeField> ALL =
            List.of(
                    new RecipeField(
                            "quality",
                            new WholeOrWord(1, 100, Map.of("auto", Recipe.AUTO)),
                            "1 (smallest) to 100 (finest); auto finds it for every picture.",
                            Recipe::quality),
                    new RecipeField(
                            "look",
                            new WholeOrWord(0, 100, LOOKS),
                            "The look that quality=auto finds a quality for, the same in every"
                                    + " format: a SSIMULACRA2 score, or low (50), good (65) or"
                                    + " best (85).",
                            Recipe::look),
                    new RecipeField(
                            "max_bytes",
                            new Whole(1, Integer.MAX_VALUE),
                            "No output is larger; the best quality that fits is found.",
                            Recipe::maxBytes),
                    new RecipeField(
                            "format",
                            new Word(Target.class),
                            "The format to write; keep stays with the input's, auto takes what is"
                                    + " smallest at the wanted look.",
                            Recipe::format),
                    new RecipeField(
                            "formats",
                            new Formats(),
                            "What format=auto chooses from; jpeg,webp,avif unless said otherwise.",
                            recipe -> recipe.format() == Target.AUTO ? recipe.formats() : null),
                    new RecipeField(
                            "max_width",
                            new Whole(1, WIDEST),
                            "Pixels. Nothing is ever enlarged.",
                            Recipe::maxWidth),
                    new RecipeField(
                            "max_height",
                            new Whole(1, WIDEST),
                            "Pixels. Nothing is ever enlarged.",
                            Recipe::maxHeight),
                    new RecipeField(
                            "scale",
                            new Fraction(),
                            "Part of the width and height to keep.",
                            Recipe::scale),
                    new RecipeField(
                            "background",
                            new Colour(),
                            "What shows through where transparency is lost.",
                            Recipe::background),
                    new RecipeField(
                            "metadata",
                            new Word(Recipe.Metadata.class),
                            "Whether EXIF and the like stay; orientation and colour profile are"
                                    + " respected either way.",
                            Recipe::metadata),
                    new RecipeField(
                            "on_larger",
                            new Word(OnLarger.class),
                            "What to store when the output would be larger, in the same format.",
                            Recipe::onLarger),
                    new RecipeField(
                            "chroma",
                            new Word(Chroma.class),
                            "Whether a JPEG's colour may be halved below quality 80.",
                            Recipe::chroma),
                    new RecipeField(
                            "effort",
                            new Word(Effort.class),
                            "Work put into fewer bytes of a JPEG at the same look.",
                            Recipe::effort),
                    new RecipeField(
                            "scans",
                            new Word(Scans.class),
                            "Whether a JPEG may be progressive where that is smaller.",
                            Recipe::scans),
                    new RecipeField(
                            "width",
                            new Whole(1, WIDEST),
                            "Pixels of the box that fit is about. Nothing is ever enlarged.",
                            Recipe::width),
                    new RecipeField(
                            "height",
                            new Whole(1, WIDEST),
                            "Pixels of the box that fit is about. Nothing is ever enlarged.",
                            Recipe::height),
                    new RecipeField(
                            "fit",
                            new Word(Fit.class),
                            "inside: no larger than width and height. cover: cut to their shape."
                                    + " contain: with bars to their shape. pad: with bars to"
                                    + " exactly their size.",
                            Recipe::fit),
                    new RecipeField(
                            "position",
                            new Word(Position.class),
                            "What a cut keeps, or where the picture stands between bars; attention"
                                    + " and entropy look for what matters.",
                            Recipe::position),
                    new RecipeField(
                            "trim",
                            new Word(Trim.class),
                            "Cuts borders away: white ones, or those of the colour of the top left"
                                    + " corner.",
                            Recipe::trim),
                    new RecipeField(
                            "rotate",
                            new Choice(List.of(0, 90, 180, 270)),
                            "Degrees clockwise, from how the picture is shown.",
                            Recipe::rotate),
                    new RecipeField(
                            "sharpen",
                            new Decimal(0.1, 10),
                            "The sigma of an unsharp mask, for pictures made much smaller.",
                            Recipe::sharpen),
                    new RecipeField(
                            "watermark",
                            new FileName(),
                            "A picture to lay over: one that was handed in, or of the server's imgmill.transcode.watermarks.",
                            Recipe::watermark),
                    new RecipeField(
                            "watermark_place",
                            new Word(Position.class),
                            "Where the watermark stands: centre, an edge or a corner.",
                            Recipe::watermarkPlace),
                    new RecipeField(
                            "watermark_opacity",
                            new Fraction(),
                            "How opaque the watermark is.",
                            Recipe::watermarkOpacity),
                    new RecipeField(
                            "watermark_scale",
                            new Fraction(),
                            "Part of the output's width that the watermark takes.",
                            Recipe::watermarkScale));

    /// A recipe of these fields, those that are missing or blank as in [Recipe#DEFAULT].
    ///
    /// @throws WrongField where a value is not what its field may hold, or does not go with another
    public static Recipe recipe(Map<String, String> texts) {
        var values = new HashMap<String, Object>();
        for (RecipeField field : ALL) {
            var text = texts.get(field.name);
            Object value =
                    text == null || text.isBlank()
                            ? field.of.apply(Recipe.DEFAULT)
                            : field.parse(text.strip());
            if (value != null) {
                values.put(field.name, value);
            }
        }
        agree(texts, values);
        try {
            return Recipe.of(values);
        } catch (IllegalArgumentException e) {
            throw new WrongField(String.valueOf(e.getMessage()));
        }
    }

    /// If no quality is named, one is found for a look, a limit or `format=auto`; a named quality
    /// rules out a look and `format=auto`.
    private static void agree(Map<String, String> texts, Map<String, Object> values) {
        boolean named = !isBlank(texts.get("quality"));
        boolean auto = Objects.equals(values.get("quality"), Recipe.AUTO);
        boolean byLook = values.containsKey("look") || values.get("format") == Target.AUTO;
        if (named && !auto && byLook) {
            throw new WrongField(
                    "%s is for quality=auto: a number for quality asks for another look"
                            .formatted(values.containsKey("look") ? "look" : "format=auto"));
        }
        if (!named && (byLook || values.containsKey("max_bytes"))) {
            values.put("quality", Recipe.AUTO);
        }
        if (!isBlank(texts.get("formats")) && values.get("format") != Target.AUTO) {
            throw new WrongField("formats is for format=auto");
        }
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    /// A text is not what the field may hold, or not what it may hold beside the others.
    public static final class WrongField extends IllegalArgumentException {
        WrongField(String message) {
            super(message);
        }

        WrongField(RecipeField field, String text) {
            this("%s is %s, not \"%s\"".formatted(field.name, field.value.allowed(), text));
        }
    }

    private Object parse(String text) {
        var parsed = value.parse(text);
        if (parsed == null) {
            throw new WrongField(this, text);
        }
        return parsed;
    }

    /// As JSON shows it: a number, a text or null.
    public @Nullable Object json(Recipe recipe) {
        var held = of.apply(recipe);
        return held == null ? null : value.json(held);
    }

    /// The field as `run` takes it: `max-width`.
    public String flag() {
        return name.replace('_', '-');
    }

    /// The fields of a recipe as a form would send them; open ones are left out.
    public static Map<String, String> texts(Recipe recipe) {
        var texts = new HashMap<String, String>();
        for (RecipeField field : ALL) {
            var json = field.json(recipe);
            if (json != null) {
                texts.put(field.name, json.toString());
            }
        }
        return texts;
    }

    public static List<String> names() {
        return ALL.stream().map(RecipeField::name).toList();
    }
}
