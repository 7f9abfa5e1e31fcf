package org.imgmill.transcode;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a field of a recipe may hold, how it is read from text and how it is shown.
public sealed interface RecipeValue {

    /// In words, behind "quality is".
    String allowed();

    /// What the text says; null: nothing that is allowed.
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
