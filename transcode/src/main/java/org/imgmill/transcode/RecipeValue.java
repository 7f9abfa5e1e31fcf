package org.imgmill.transcode;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.imgmill.transcode.Recipe.Target;
import org.jspecify.annotations.Nullable;

/// What a field of a recipe may hold, how it is read from text and how it is shown.
public sealed interface RecipeValue {

    /// In words, behind "quality is".
    String allowed();

    /// The value of the text; null: it is not allowed.
    @Nullable Object parse(String text);

    /// A value as JSON shows it.
    default Object json(Object value) {
        return value;
    }

    /// A whole number.
    record Whole(int least, int most) implements RecipeValue {

        @Override
        public String allowed() {
            return "a whole number from " + least + " to " + most;
        }

        @Override
        public @Nullable Integer parse(String text) {
            try {
                int number = Integer.parseInt(text);
                return number >= least && number <= most ? number : null;
            } catch (NumberFormatException e) {
                return null;
            }
        }
    }

    /// A whole number, or a word that stands for one.
    ///
    /// @param words a number outside of these bounds is shown as its word
    record WholeOrWord(int least, int most, Map<String, Integer> words) implements RecipeValue {

        @Override
        public String allowed() {
            return "%s or %s"
                    .formatted(
                            new Whole(least, most).allowed(),
                            words.size() == 1
                                    ? String.join("", words.keySet())
                                    : "one of " + words.keySet().stream().sorted().toList());
        }

        @Override
        public @Nullable Integer parse(String text) {
            var number = words.get(text.toLowerCase(Locale.ROOT));
            return number != null ? number : new Whole(least, most).parse(text);
        }

        @Override
        public Object json(Object value) {
            int number = (Integer) value;
            if (number >= least && number <= most) {
                return number;
            }
            return words.entrySet().stream()
                    .filter(word -> word.getValue() == number)
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElseThrow();
        }
    }

    /// Some of the formats that are written, with commas between them.
    record Formats() implements RecipeValue {

        /// Also as a list of JSON is written.
        @Override
        public @Nullable List<Target> parse(String text) {
            var formats = EnumSet.noneOf(Target.class);
            for (String word : text.replaceAll("[\\[\\]\"]", "").strip().split("[,\\s]+", -1)) {
                if (!(new Word(Target.class).parse(word) instanceof Target format)
                        || !format.isFormat()) {
                    return null;
                }
                formats.add(format);
            }
            return List.copyOf(formats);
        }

        @Override
        public String allowed() {
            return "a list of jpeg, png, webp and avif with commas between";
        }

        @Override
        public Object json(Object value) {
            return ((List<?>) value)
                    .stream()
                            .map(format -> String.valueOf(new Word(Target.class).json(format)))
                            .collect(Collectors.joining(","));
        }
    }

    /// A part of a whole.
    record Fraction() implements RecipeValue {

        @Override
        public String allowed() {
            return "a number above 0 and at most 1";
        }

        @Override
        public @Nullable Double parse(String text) {
            try {
                double number = Double.parseDouble(text);
                return number > 0 && number <= 1 ? number : null;
            } catch (NumberFormatException e) {
                return null;
            }
        }
    }

    /// A number with a fraction.
    record Decimal(double least, double most) implements RecipeValue {

        @Override
        public String allowed() {
            return "a number from " + least + " to " + most;
        }

        @Override
        public @Nullable Double parse(String text) {
            try {
                double number = Double.parseDouble(text);
                return number >= least && number <= most ? number : null;
            } catch (NumberFormatException e) {
                return null;
            }
        }
    }

    /// One of a few numbers.
    record Choice(List<Integer> numbers) implements RecipeValue {

        @Override
        public String allowed() {
            return "one of " + numbers;
        }

        @Override
        public @Nullable Integer parse(String text) {
            for (Integer number : numbers) {
                if (number.toString().equals(text)) {
                    return number;
                }
            }
            return null;
        }
    }

    /// The name of a file without its folder.
    record FileName() implements RecipeValue {

        @Override
        public String allowed() {
            return "the name of a file, such as logo.png";
        }

        @Override
        public @Nullable String parse(String text) {
            return text.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}") ? text : null;
        }
    }

    /// A colour, `0xRRGGBB`.
    record Colour() implements RecipeValue {

        @Override
        public String allowed() {
            return "a colour of six hex digits, such as ffffff";
        }

        @Override
        public @Nullable Integer parse(String text) {
            var hex = text.startsWith("#") ? text.substring(1) : text;
            return hex.matches("[0-9a-fA-F]{6}") ? (Integer) Integer.parseInt(hex, 16) : null;
        }

        @Override
        public Object json(Object value) {
            return String.format(Locale.ROOT, "#%06x", (Integer) value);
        }
    }

    /// One of the constants of an enum, in lower case.
    record Word(Class<? extends Enum<?>> type) implements RecipeValue {

        public List<String> words() {
            return Arrays.stream(type.getEnumConstants()).map(Word::word).toList();
        }

        @Override
        public String allowed() {
            return "one of " + words().stream().sorted().toList();
        }

        @Override
        public @Nullable Object parse(String text) {
            for (Enum<?> constant : type.getEnumConstants()) {
                if (constant.name().equalsIgnoreCase(text)) {
                    return constant;
                }
            }
            return null;
        }

        @Override
        public Object json(Object value) {
            return word((Enum<?>) value);
        }

        private static String word(Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT);
        }
    }
}
