package org.imgmill.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imgmill.node.Nearest;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// A command line taken apart: words, options of the command, and settings of the server (those
/// with a dot in their name).
///
/// @param command as the grammar has it, the innermost one
/// @param words the commands within the first one, then what belongs to none
/// @param options by their names; one that may come several times has a line for each
/// @param settings as they were given, to be passed on
/// @param typed the whole of it, to be typed again
record Arguments(
        CommandSpec command,
        List<String> words,
        Map<String, String> options,
        List<String> settings,
        String typed) {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=,@%+-]+");
    private static final String HELP = "help";

    /// @throws BadInput for what the command does not know, with what was probably meant
    static Arguments of(CommandLine grammar, List<String> given) {
        var settings = given.stream().filter(Arguments::isSetting).toList();
        settings.forEach(Arguments::requireValue);
        try {
            var rest = given.stream().filter(argument -> !isSetting(argument));
            var all = grammar.parseArgs(rest.toArray(String[]::new));
            return of(all, settings, typed(given));
        } catch (UnmatchedArgumentException e) {
            throw unknown(e);
        } catch (MissingParameterException e) {
            throw wrong(e, lacking(e));
        } catch (ParameterException e) {
            throw wrong(e, String.valueOf(e.getMessage()));
        }
    }

    private static Arguments of(ParseResult all, List<String> settings, String typed) {
        var words = new ArrayList<String>();
        var innermost = all;
        while (innermost.hasSubcommand()) {
            innermost = innermost.subcommand();
            words.add(innermost.commandSpec().name());
        }
        for (var word : innermost.matchedPositionals()) {
            words.addAll(word.originalStringValues());
        }
        var options = new LinkedHashMap<String, String>();
        for (var option : innermost.matchedOptions()) {
            options.put(name(option), value(option));
        }
        return new Arguments(
                innermost.commandSpec(),
                List.copyOf(words.isEmpty() ? words : words.subList(1, words.size())),
                Map.copyOf(options),
                settings,
                typed);
    }

    /// As a shell would read it again.
    private static String typed(List<String> given) {
        return given.stream()
                .map(
                        word ->
                                PLAIN.matcher(word).matches()
                                        ? word
                                        : "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" ", "imgmill ", ""));
    }

    static boolean isSetting(String argument) {
        return argument.startsWith("--") && argument.split("=", 2)[0].contains(".");
    }

    private static void requireValue(String setting) {
        if (!setting.contains("=")) {
            throw new BadInput(
                    "the value of a setting stands behind an equals sign: %s=..."
                            .formatted(setting));
        }
    }

    private static String name(OptionSpec option) {
        return option.longestName().replaceFirst("^--", "");
    }

    private static String value(OptionSpec option) {
        if (option.arity().max() == 0) {
            return "true";
        }
        var values = option.originalStringValues();
        var value = option.isMultiValue() ? String.join("\n", values) : values.getLast();
        if (value.isBlank()) {
            throw new BadInput("--%s needs a value.".formatted(name(option)));
        }
        return value;
    }

    private static BadInput unknown(UnmatchedArgumentException e) {
        var given = e.getUnmatched().getFirst();
        var command = e.getCommandLine();
        var path = command.getCommandSpec().qualifiedName();
        if (!given.startsWith("-")) {
            var commands = command.getSubcommands().keySet();
            return commands.isEmpty()
                    ? new BadInput(
                            "\"%s\" means nothing to %s.%s".formatted(given, path, see(path)))
                    : new BadInput(
                            "%s has no command '%s'.%s%s"
                                    .formatted(
                                            path,
                                            given,
                                            Nearest.of(given, commands)
                                                    .map(" Did you mean %s?"::formatted)
                                                    .orElse(""),
                                            see(path)));
        }
        var name = given.split("=", 2)[0];
        var options =
                command.getCommandSpec().options().stream()
                        .flatMap(option -> Stream.of(option.names()))
                        .filter(option -> option.startsWith("--"))
                        .toList();
        return new BadInput(
                "%s has no option %s. Did you mean %s?%s"
                        .formatted(
                                path, name, Nearest.of(name, options).orElse("--help"), see(path)));
    }

    private static String lacking(MissingParameterException e) {
        return e.getMissing().isEmpty()
                ? String.valueOf(e.getMessage())
                : "it needs "
                        + String.join(
                                " and ",
                                e.getMissing().stream()
                                        .map(
                                                missing ->
                                                        missing instanceof OptionSpec option
                                                                ? "--%s %s"
                                                                        .formatted(
                                                                                name(option),
                                                                                option.paramLabel())
                                                                : missing.paramLabel())
                                        .toList())
                        + ".";
    }

    private static BadInput wrong(ParameterException e, String why) {
        var path = e.getCommandLine().getCommandSpec().qualifiedName();
        return new BadInput("%s: %s%s".formatted(path, why, see(path)));
    }

    private static String see(String path) {
        return " \"%s --help\" says what there is.".formatted(path);
    }

    boolean wantHelp() {
        return has(HELP);
    }

    boolean has(String option) {
        return options.containsKey(option);
    }

    Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    Optional<String> setting(String name) {
        var prefix = "--" + name + "=";
        return settings.stream()
                .filter(setting -> setting.startsWith(prefix))
                .map(setting -> setting.substring(prefix.length()))
                .reduce((earlier, later) -> later);
    }

    /// The settings, with those that the command has options for.
    ///
    /// @throws BadInput for what is said in both ways
    List<String> allSettings() {
        if (has(Grammar.PORT) && setting("server.port").isPresent()) {
            throw new BadInput("--port and --server.port say the same; give one of them.");
        }
        return Stream.concat(
                        option(Grammar.PORT).stream().map("--server.port=%s"::formatted),
                        settings.stream())
                .toList();
    }
}
