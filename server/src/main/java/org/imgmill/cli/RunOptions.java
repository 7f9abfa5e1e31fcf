package org.imgmill.cli;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.imgmill.transcode.RecipeField;

/// The options of `run`: what of them goes together, and what of them the server is told.
final class RunOptions {

    static final String ALLOW = "imgmill.outbound.allow";

    /// This machine, and the networks that are not the internet.
    static final String PRIVATE_RANGES =
            "127.0.0.0/8,10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,100.64.0.0/10,::1/128,fc00::/7";

    private RunOptions() {}

    static void refuseWhatDoesNotGoTogether(Arguments arguments) {
        boolean elsewhere = arguments.has(Grammar.SERVER);
        if (elsewhere && !arguments.settings().isEmpty()) {
            throw new BadInput(
                    "%s is a setting of the server at --server; it is set there."
                            .formatted(OwnServer.name(arguments.settings().getFirst())));
        }
        if (elsewhere && arguments.has(Grammar.ONCE)) {
            throw new BadInput(
                    "--%s is for a server of this command's own; the one at --server keeps what it is asked for."
                            .formatted(Grammar.ONCE));
        }
        if (!elsewhere && arguments.option(Grammar.CATALOGUE).isPresent()) {
            throw new BadInput(
                    "--%s is for the server at --server; without one each folder has a catalogue of its own."
                            .formatted(Grammar.CATALOGUE));
        }
        if (elsewhere && arguments.has(Grammar.PRIVATE)) {
            throw new BadInput(
                    "--%s is for a server of this command's own; the one at --server allows what its %s says."
                            .formatted(Grammar.PRIVATE, ALLOW));
        }
        if (arguments.has(Grammar.PRIVATE) && arguments.setting(ALLOW).isPresent()) {
            throw new BadInput(
                    "--%s and --%s say the same in two ways; give one of them."
                            .formatted(Grammar.PRIVATE, ALLOW));
        }
    }

    static void checkRecipe(Arguments arguments) {
        checkFields(arguments);
        checkThatTheyGoTogether(arguments);
    }

    private static void checkFields(Arguments arguments) {
        for (var field : RecipeField.ALL) {
            arguments
                    .option(field.flag())
                    .filter(text -> field.value().parse(text.strip()) == null)
                    .ifPresent(
                            text -> {
                                throw new BadInput(
                                        "--%s is %s, not \"%s\"."
                                                .formatted(
                                                        field.flag(),
                                                        field.value().allowed(),
                                                        text));
                            });
        }
    }

    private static void checkThatTheyGoTogether(Arguments arguments) {
        var recipe = new HashMap<String, String>();
        for (var field : RecipeField.ALL) {
            arguments.option(field.flag()).ifPresent(text -> recipe.put(field.name(), text));
        }
        try {
            RecipeField.recipe(recipe);
        } catch (RecipeField.WrongField e) {
            throw new BadInput(e.getMessage() + ".");
        }
    }

    /// The recipe and what is what in the catalogue, as a form sends them.
    static Map<String, String> fields(Arguments arguments) {
        var fields = new HashMap<String, String>();
        Stream.concat(
                        RecipeField.ALL.stream().map(RecipeField::flag),
                        Grammar.MAPPING.stream().map(Grammar.Choice::name))
                .forEach(
                        name ->
                                arguments
                                        .option(name)
                                        .ifPresent(
                                                value ->
                                                        fields.put(name.replace('-', '_'), value)));
        arguments
                .option(Grammar.OUTPUT)
                .ifPresent(given -> fields.put("outputs", OutputOptions.json(given, fields)));
        return fields;
    }
}
