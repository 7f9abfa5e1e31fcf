package org.imgmill.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/// What is written from the definitions of the commands: completion for shells, the page for `man`,
/// and docs/commands.md.
final class Manual {

    private Manual() {}

    /// For bash, and for zsh with bashcompinit, which the script calls itself.
    static String completion(CommandLine grammar) {
        return AutoComplete.bash("imgmill", grammar);
    }

    /// In the language of `man`.
    static String page(CommandLine grammar) {
        var page = new StringBuilder();
        page.append(
                """
                .TH IMGMILL 1
                .SH NAME
                imgmill \\- compresses catalogues of images in bulk
                .SH SYNOPSIS
                .B imgmill
                COMMAND [options] [\\-\\-setting=value ...]
                .SH COMMANDS
                """);
        for (var command : all(grammar)) {
            var spec = command.getCommandSpec();
            page.append(".SS ").append(roff(spec.qualifiedName()));
            spec.positionalParameters()
                    .forEach(word -> page.append(' ').append(roff(word.paramLabel())));
            page.append('\n')
                    .append(roff(sentence(spec.usageMessage().description())))
                    .append('\n');
            Stream.<ArgSpec>concat(
                            spec.positionalParameters().stream(),
                            spec.options().stream().filter(option -> !option.usageHelp()))
                    .forEach(
                            argument ->
                                    page.append(".TP\n.B ")
                                            .append(roff(written(argument)))
                                            .append('\n')
                                            .append(roff(sentence(argument.description())))
                                            .append('\n'));
            spec.usageMessage()
                    .exitCodeList()
                    .forEach(
                            (status, meaning) ->
                                    page.append(".TP\nExit status ")
                                            .append(status)
                                            .append('\n')
                                            .append(roff(meaning))
                                            .append('\n'));
        }
        page.append(
                """
                .SH SETTINGS
                Given as \\-\\-name=value, as environment variables (IMGMILL_DATA_DIR), or in an
                application.properties in the working directory; docs/operations.md lists them.
                """);
        return page.toString();
    }

    /// docs/commands.md.
    static String markdown(CommandLine grammar) {
        return """
        # Commands

        What each says with `--help`. This file is written from the definitions of the commands:
        `./imgmill test -pl server -am -Dtest=ManualTest -Dsurefire.failIfNoSpecifiedTests=false -Dcommands.write`.
        """
                + all(grammar).stream().map(Manual::section).collect(Collectors.joining());
    }

    private static String section(CommandLine command) {
        return """

        ## %s

        ```
        %s```
        """
                .formatted(command.getCommandSpec().qualifiedName(), usage(command));
    }

    private static String usage(CommandLine command) {
        return command.getUsageMessage(Help.Ansi.OFF)
                .lines()
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /// Each command before those within it.
    static List<CommandLine> all(CommandLine command) {
        var all = new ArrayList<CommandLine>();
        all.add(command);
        command.getSubcommands().values().forEach(within -> all.addAll(all(within)));
        return all;
    }

    private static String written(ArgSpec argument) {
        return argument instanceof OptionSpec option
                ? option.arity().max() == 0
                        ? option.longestName()
                        : option.longestName() + " " + option.paramLabel()
                : argument.paramLabel();
    }

    private static String sentence(String... description) {
        return String.join(" ", description).replace("%%", "%");
    }

    /// A line that begins with a dot or an apostrophe would be a command of its own.
    private static String roff(String text) {
        var escaped = text.replace("\\", "\\e").replace("-", "\\-");
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }
}
