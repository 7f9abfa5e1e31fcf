package org.imgmill.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A command line taken apart: words, options of the command, and settings of the server (those
/// with a dot in their name).
///
/// @param settings as they were given, to be passed on
record Arguments(List<String> words, Map<String, String> options, List<String> settings) {

    /// @param flags options that have no value
    static Arguments of(List<String> arguments, Set<String> flags) {
        var words = new ArrayList<String>();
        var options = new LinkedHashMap<String, String>();
        var settings = new ArrayList<String>();
        for (var rest = arguments.iterator(); rest.hasNext(); ) {
            var argument = rest.next();
            var name = argument.replaceFirst("^--", "").replaceFirst("=.*", "");
            if (!argument.startsWith("--")) {
                words.add(argument);
            } else if (name.contains(".")) {
                settings.add(argument);
            } else if (argument.contains("=")) {
                options.put(name, argument.substring(argument.indexOf('=') + 1));
            } else if (flags.contains(name)) {
                options.put(name, "true");
            } else {
                options.put(name, rest.hasNext() ? rest.next() : "");
            }
        }
        return new Arguments(List.copyOf(words), Map.copyOf(options), List.copyOf(settings));
    }

    /// @throws BadInput for an option the command does not have, or one without its value
    void allow(Set<String> known) {
        options.forEach(
                (name, value) -> {
                    if (!known.contains(name)) {
                        throw new BadInput("there is no option --" + name + others(known));
                    }
                    if (value.isEmpty()) {
                        throw new BadInput("--" + name + " needs a value.");
                    }
                });
    }

    private static String others(Set<String> known) {
        return known.isEmpty()
                ? "."
                : known.stream()
                        .sorted()
                        .collect(
                                Collectors.joining(
                                        ", --",
                                        known.size() == 1 ? "; there is --" : "; there are --",
                                        "."));
    }

    /// @throws BadInput for a word that means nothing to the command
    void allowNoWords() {
        if (!words.isEmpty()) {
            throw new BadInput("\"%s\" is no option and no setting.".formatted(words.getFirst()));
        }
    }

    boolean has(String option) {
        return options.containsKey(option);
    }

    Optional<String> setting(String name) {
        var prefix = "--" + name + "=";
        return settings.stream()
                .filter(setting -> setting.startsWith(prefix))
                .map(setting -> setting.substring(prefix.length()))
                .reduce((earlier, later) -> later);
    }
}
