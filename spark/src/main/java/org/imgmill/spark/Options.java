package org.imgmill.spark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.imgmill.transcode.RecipeField;
import org.jspecify.annotations.Nullable;

/// What follows the class on the command line: `--name=value`, or `--name` for yes.
final class Options {

    /// Every option that is no field of the recipe, with a sentence.
    static final Map<String, String> KNOWN = known();

    private static final Set<String> SEVERAL_TIMES = Set.of("allow", "outputs");

    private final Map<String, List<String>> given;

    private Options(Map<String, List<String>> given) {
        this.given = given;
    }

    /// Something on the command line is impossible.
    static final class Wrong extends IllegalArgumentException {
        Wrong(@Nullable String message) {
            super(message);
        }
    }

    private static Map<String, String> known() {
        var known = new TreeMap<String, String>();
        known.put(
                "catalogue",
                "Where the catalogue is: a file or folder of Parquet, JSON lines, CSV or a workbook.");
        known.put("to", "The folder that everything is written to.");
        known.put(
                "run", "The name of this run; the name of a run that ended early goes on with it.");
        known.put(
                "output",
                "shards (WebDataset tar files, the default) or objects (a file for each image).");
        known.put(
                "outputs",
                "Several files of each image: thumb:width=400,format=webp, once for each, or the JSON of an upload; the fields of the recipe hold where one says nothing.");
        known.put(
                "name-template",
                "What images are called: {name}/{id}-{n}.{ext}, of {id}, {n}, {name}, {position}, {original}, {path}, {output} and the headers of columns.");
        known.put("csv", "Write the catalogue as CSV too, in order; for up to some million rows.");
        known.put("plan-only", "Say how much there is to do and for how long, and fetch nothing.");
        known.put(
                "columns",
                "auto: go on with the columns that were found although they are not sure.");
        known.put(
                "images",
                "The columns of image URLs, by name or number, with commas between them.");
        known.put("id", "The column of ids.");
        known.put("name", "The column of names.");
        known.put("header-row", "The line that names the columns of a CSV; 0: none does.");
        known.put("sheet", "The sheet of a workbook, by name or number.");
        known.put("encoding", "The encoding of a CSV.");
        known.put("delimiter", "The delimiter of a CSV.");
        known.put(
                "bad-rows", "skip, or reject (the default): what a row that cannot be taken does.");
        known.put("window", "Images of one host in flight in one part (8).");
        known.put("host-parts", "Parts of one large host at a time (4, which is the most).");
        known.put("images-per-part", "From how many images on a part is divided (20000).");
        known.put("in-flight", "Images in flight in one part (256).");
        known.put("latency", "What one image takes, for the estimate (250ms).");
        known.put("shard-bytes", "How large a tar file becomes (268435456).");
        known.put("journal-every", "After how many endings they are written down (256).");
        known.put("attempts", "Tries of one image (4).");
        known.put("first-retry", "The wait before the second try (2s).");
        known.put("timeout", "For one download (60s).");
        known.put("max-bytes", "Of one download (52428800).");
        known.put("user-agent", "As hosts read it (imgmill/1.0).");
        known.put(
                "allow",
                "Private addresses that may be fetched from, such as 10.0.0.0/8; several times if need be.");
        known.put(
                "decoders",
                "The folder of the Java that decoders run in; none: JPEG to JPEG only.");
        return Map.copyOf(known);
    }

    static Options parse(String[] args) {
        var given = new HashMap<String, List<String>>();
        for (String arg : args) {
            if (!arg.startsWith("--")) {
                throw new Wrong("\"" + arg + "\" is no option; options start with --.");
            }
            int equals = arg.indexOf('=');
            String name = arg.substring(2, equals < 0 ? arg.length() : equals);
            if (!KNOWN.containsKey(name) && !isRecipe(name)) {
                throw new Wrong("there is no option --" + name + ".");
            }
            given.computeIfAbsent(name, first -> new ArrayList<>())
                    .add(equals < 0 ? "true" : arg.substring(equals + 1));
        }
        given.forEach(
                (name, values) -> {
                    if (values.size() > 1 && !SEVERAL_TIMES.contains(name)) {
                        throw new Wrong("--" + name + " is given twice.");
                    }
                });
        return new Options(given);
    }

    private static boolean isRecipe(String name) {
        return RecipeField.ALL.stream().anyMatch(field -> field.flag().equals(name));
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(given.get(name)).map(List::getFirst);
    }

    List<String> all(String name) {
        return given.getOrDefault(name, List.of());
    }

    String needed(String name) {
        return text(name)
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> new Wrong("--" + name + " is needed. " + KNOWN.get(name)));
    }

    boolean flag(String name) {
        return switch (text(name).orElse("false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(name, "true or false");
        };
    }

    long number(String name, long usual, long least, long most) {
        long number = value(name, usual, "a whole number", Long::parseLong);
        if (number < least || number > most) {
            throw wrong(name, least + " to " + most);
        }
        return number;
    }

    /// @param read answers with an exception of its own where the text cannot be
    <T extends @Nullable Object> T value(
            String name, T usual, String what, Function<String, T> read) {
        var text = text(name);
        if (text.isEmpty()) {
            return usual;
        }
        try {
            return read.apply(text.get());
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            throw wrong(name, what);
        }
    }

    private Wrong wrong(String name, String what) {
        return new Wrong("--%s is %s, not \"%s\".".formatted(name, what, text(name).orElse("")));
    }

    /// The fields of the recipe by the names that forms use.
    Map<String, String> recipe() {
        var recipe = new HashMap<String, String>();
        for (RecipeField field : RecipeField.ALL) {
            text(field.flag()).ifPresent(value -> recipe.put(field.name(), value));
        }
        return recipe;
    }

    static String usage() {
        var usage = new StringBuilder("imgmill on Spark\n");
        new TreeMap<>(KNOWN)
                .forEach((name, what) -> usage.append("  --%-16s %s%n".formatted(name, what)));
        for (RecipeField field : RecipeField.ALL) {
            usage.append("  --%-16s %s%n".formatted(field.flag(), field.sentence()));
        }
        return usage.toString();
    }
}
