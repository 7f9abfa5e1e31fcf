package org.imgmill.output;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// How the outputs of a batch are called, such as `{name}/{id}-{n}.{ext}`.
///
/// @param text as it was given
/// @param parts the name without its ending, piece by piece
public record NameTemplate(String text, List<Part> parts) {

    /// Stands for the output's name until that is known.
    public static final String OUTPUT = "{output}";

    /// As long as the name of an output may be.
    private static final int LONGEST_OUTPUT = 32;

    /// A name as a URL spells it, so that its file's name has at most 255 bytes on every disk with
    /// a number, the name of an output before it and an ending.
    private static final int LONGEST_NAME = 180;

    private static final int MOST_FOLDERS = 4;
    private static final int LONGEST_FIXED = 100;
    private static final int MOST_VALUES = 8;
    private static final String ENDING = ".{ext}";
    private static final Pattern PIECE = Pattern.compile("\\{([^{}]*)}|([^{}]+)");
    private static final Pattern FIXED = Pattern.compile("[\\p{L}\\p{N}\\p{M}._/-]*");

    /// Something that a name is made of.
    public sealed interface Part {}

    /// The same in every name.
    record Fixed(String text) implements Part {}

    /// A column of the catalogue, by its header.
    record Column(String header) implements Part {}

    /// What is known of every image.
    enum Known implements Part {
        ID,
        N,
        NAME,
        POSITION,
        ORIGINAL,
        PATH,
        OUTPUT
    }

    /// The default for pictures that came in: they keep their names.
    public static final NameTemplate OF_PICTURES = parse("{path}.{ext}");

    /// @throws IllegalArgumentException with a sentence that says what is wrong
    public static NameTemplate parse(String text) {
        var stem = Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
        stem = stem.endsWith(ENDING) ? stem.substring(0, stem.length() - ENDING.length()) : stem;
        var parts = new ArrayList<Part>();
        var pieces = PIECE.matcher(stem);
        int at = 0;
        for (; pieces.find() && pieces.start() == at; at = pieces.end()) {
            parts.add(
                    pieces.group(1) == null ? new Fixed(pieces.group(2)) : value(pieces.group(1)));
        }
        if (at < stem.length() || parts.isEmpty()) {
            throw new IllegalArgumentException(
                    "name_template is a name such as {id}-{n}.{ext}, with every brace closed, not \"%s\""
                            .formatted(text));
        }
        check(parts);
        return new NameTemplate(text.strip(), List.copyOf(parts));
    }

    private static Part value(String name) {
        var word = name.strip();
        if (word.equalsIgnoreCase("ext")) {
            throw new IllegalArgumentException(
                    "name_template has {ext} elsewhere than behind a dot at its end");
        }
        for (var known : Known.values()) {
            if (known.name().equalsIgnoreCase(word)) {
                return known;
            }
        }
        return new Column(word);
    }

    private static void check(List<Part> parts) {
        int values = 0;
        var whole = new StringBuilder();
        for (var part : parts) {
            if (part instanceof Fixed(var text)) {
                if (!FIXED.matcher(text).matches()) {
                    throw new IllegalArgumentException(
                            "name_template has letters, digits, \".\", \"_\", \"-\" and \"/\" between its braces, not \"%s\""
                                    .formatted(text));
                }
                whole.append(text);
            } else if (part == Known.OUTPUT) {
                whole.append('{');
            } else {
                values++;
                whole.append('x');
            }
        }
        if (!whole.toString().matches("[^{]*|[^{]*-\\{|(.*/)?\\{/[^{]*")) {
            throw new IllegalArgumentException(
                    "name_template has {output} once, as a folder of its own or behind a dash at its end");
        }
        if (whole.toString().matches("/.*|.*/|.*//.*|(.*/)?\\..*|.*\\.(/.*)?")) {
            throw new IllegalArgumentException(
                    "name_template has a folder or a file without a name, or one that begins or ends with a dot");
        }
        if (values == 0) {
            throw new IllegalArgumentException(
                    "name_template calls all outputs the same; it needs one of {id}, {n}, {name}, {position}, {original}, {path} or the header of a column");
        }
        if (folders(parts) > MOST_FOLDERS) {
            throw new IllegalArgumentException(
                    "name_template has at most %d folders".formatted(MOST_FOLDERS));
        }
        if (values > MOST_VALUES || encoded(parts) > LONGEST_FIXED) {
            throw new IllegalArgumentException(
                    "name_template has at most %d values and %d other characters"
                            .formatted(MOST_VALUES, LONGEST_FIXED));
        }
    }

    private int folders() {
        return folders(parts);
    }

    private static int folders(List<Part> parts) {
        return parts.stream()
                .mapToInt(
                        p ->
                                p instanceof Fixed(var t)
                                        ? t.length() - t.replace("/", "").length()
                                        : 0)
                .sum();
    }

    private static int encoded(List<Part> parts) {
        int length = 0;
        for (var part : parts) {
            if (part instanceof Fixed(var text)) {
                for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
                    length += b < 0 ? 3 : 1;
                }
            } else if (part == Known.OUTPUT) {
                length += LONGEST_OUTPUT;
            }
        }
        return length;
    }

    /// The template for a catalogue with these columns.
    ///
    /// @throws IllegalArgumentException if it names a column that is not there
    public Bound bind(List<String> columns) {
        var places = new int[parts.size()];
        for (int i = 0; i < places.length; i++) {
            if (parts.get(i) instanceof Column(var header)) {
                places[i] = place(columns, header);
            }
        }
        long values = parts.stream().filter(NameTemplate::isValue).count();
        return new Bound(this, places, (int) ((LONGEST_NAME - encoded(parts)) / values));
    }

    private static boolean isValue(Part part) {
        return !(part instanceof Fixed) && part != Known.OUTPUT;
    }

    /// @throws IllegalArgumentException if it needs the names of outputs that have none
    public void refuseWithout(List<Output> outputs) {
        if (parts.contains(Known.OUTPUT) && !outputs.getFirst().isNamed()) {
            throw new IllegalArgumentException(
                    "name_template has {output}, and there are no outputs with names");
        }
    }

    private static int place(List<String> columns, String header) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).strip().equalsIgnoreCase(header)) {
                return i;
            }
        }
        throw new IllegalArgumentException(
                "name_template names a column {%s} that the catalogue does not have; there are %s, and {id}, {n}, {name}, {position}, {original}, {path} and {ext}"
                        .formatted(header, columns));
    }

    /// The row that an image stands in.
    ///
    /// @param id as its catalogue says; its row where that says none
    public record Place(String[] cells, String id, String name) {}

    /// @param columns of each part that is a column, where it stands
    /// @param most bytes of each value as a URL spells them
    public record Bound(NameTemplate template, int[] columns, int most) {

        /// The name of an image without its ending.
        ///
        /// @param position in its URL cell, from 0
        public String name(Place place, int position, String url) {
            var name = new StringBuilder();
            for (int i = 0; i < columns.length; i++) {
                switch (template.parts.get(i)) {
                    case Fixed(var text) -> name.append(text);
                    case Column ignored -> name.append(SafeName.of(cell(place, columns[i]), most));
                    case Known known when known == Known.OUTPUT -> name.append(OUTPUT);
                    case Known known when known == Known.PATH ->
                            name.append(UrlName.path(url, MOST_FOLDERS - template.folders(), most));
                    case Known known ->
                            name.append(SafeName.of(value(known, place, position, url), most));
                }
            }
            var segments = name.toString().split("/", -1);
            for (int i = 0; i < segments.length; i++) {
                segments[i] = SafeName.segment(segments[i]);
            }
            return String.join("/", segments);
        }

        private static String cell(Place place, int column) {
            return column < place.cells.length ? place.cells[column] : "";
        }

        private static String value(Known known, Place place, int position, String url) {
            return switch (known) {
                case ID -> place.id;
                case NAME -> place.name;
                case N -> Integer.toString(position + 1);
                case POSITION -> Integer.toString(position);
                case ORIGINAL -> UrlName.file(url);
                case PATH -> url;
                case OUTPUT -> OUTPUT;
            };
        }
    }

    /// The name with an addition that tells it from equal ones.
    public static String apart(String name, String by) {
        return name.endsWith("-" + OUTPUT)
                ? name.substring(0, name.length() - OUTPUT.length()) + by + "-" + OUTPUT
                : name + "-" + by;
    }
}
