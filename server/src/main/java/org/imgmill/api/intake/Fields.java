package org.imgmill.api.intake;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.imgmill.api.batches.KeepField;
import org.imgmill.auth.Caller;
import org.imgmill.batch.Face;
import org.imgmill.batch.FailureLimit;
import org.imgmill.batch.NewBatch;
import org.imgmill.output.NameTemplate;
import org.imgmill.output.Output;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.imgmill.transcode.Recipe;
import org.imgmill.transcode.RecipeField;
import org.jspecify.annotations.Nullable;

/// The fields of a form or a JSON recipe, read by name; what is unknown or out of range is refused
/// by name.
public final class Fields {

    public static final Set<String> RECIPE = Set.copyOf(RecipeField.names());

    static final String DRY_RUN = "dry_run";

    private final Map<String, String> values;

    public Fields(Map<String, String> values) {
        this.values = values;
    }

    static Set<String> with(Set<String> some, String... more) {
        var all = new TreeSet<>(some);
        all.addAll(List.of(more));
        return Set.copyOf(all);
    }

    /// @throws Refused if there is a field that nobody reads
    public void refuseAllBut(Set<String> known) {
        for (var name : new TreeSet<>(values.keySet())) {
            if (!known.contains(name)) {
                throw new Refused(
                        ProblemType.UNKNOWN_FIELD,
                        "There is no field \"%s\". The fields are %s."
                                .formatted(name, new TreeSet<>(known)));
            }
        }
    }

    public Recipe recipe() {
        try {
            return RecipeField.recipe(values);
        } catch (RecipeField.WrongField e) {
            throw new Refused(ProblemType.INVALID_FIELD, e.getMessage() + ".");
        }
    }

    /// What is made of every image: the entries of `outputs`, or else what the recipe says.
    List<Output> outputs() {
        var several = OutputFields.of(text("outputs"), values);
        return several.isEmpty() ? Output.only(recipe()) : several;
    }

    /// What an upload asks for beside its outputs, in the name of whoever makes this request.
    ///
    /// @param name null: it has none
    NewBatch wanted(@Nullable String name, List<Output> outputs) {
        var limit = text("max_failures");
        var template = text("name_template");
        try {
            return new NewBatch(
                            name == null || name.isBlank() ? "catalogue" : name,
                            Face.NATIVE,
                            Caller.current().key(),
                            outputs.getFirst().recipe(),
                            integer("priority", 0, -100, 100),
                            limit == null ? null : FailureLimit.parse(limit))
                    .keeping(KeepField.parse(text("keep")))
                    .making(outputs)
                    .calling(template == null ? null : NameTemplate.parse(template));
        } catch (IllegalArgumentException e) {
            throw new Refused(ProblemType.INVALID_FIELD, e.getMessage() + ".");
        }
    }

    /// The same as a run of its catalogue, if it names one.
    NewBatch wanted(@Nullable String name, List<Output> outputs, CatalogueFields catalogues) {
        return wanted(name, outputs).as(catalogues.run(this, outputs));
    }

    /// The same over those of their preset.
    Fields under(PresetFields presets) {
        return new Fields(presets.under(values));
    }

    public @Nullable String text(String name) {
        var value = values.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    boolean flag(String name) {
        var value = text(name);
        return switch (value == null ? "false" : value.toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes", "on" -> true;
            case "false", "0", "no", "off" -> false;
            default -> throw wrong(name, "true or false", value);
        };
    }

    int integer(String name, int otherwise, int least, int most) {
        var value = text(name);
        if (value == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw wrong(name, "a whole number from " + least + " to " + most, value);
        }
        throw wrong(name, "a whole number from " + least + " to " + most, value);
    }

    <E extends Enum<E>> E word(String name, Class<E> type, E otherwise) {
        var value = text(name);
        if (value == null) {
            return otherwise;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(value)) {
                return constant;
            }
        }
        var words = new TreeSet<String>();
        for (E constant : type.getEnumConstants()) {
            words.add(constant.name().toLowerCase(Locale.ROOT));
        }
        throw wrong(name, "one of " + words, value);
    }

    private static Refused wrong(String name, String allowed, @Nullable String value) {
        return new Refused(
                ProblemType.INVALID_FIELD, "%s is %s, not \"%s\".".formatted(name, allowed, value));
    }
}
