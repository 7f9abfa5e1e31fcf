package org.imgmill.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever a document tells people to type has to be there.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandsInDocsTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern TYPED =
            Pattern.compile("\\./imgmill ((?:[^`#|;&\\n\\\\]|\\\\\\n)+)");
    private static final Pattern CASES = Pattern.compile("(?m)^ {4}(serve \\|[^)]*)\\)");
    private static final Pattern OPTION = Pattern.compile("--([a-z-]+)(?=[ =,\\]\\n]|$)");
    static final Commands.Server NO_SERVER =
            _ -> {
                throw new AssertionError("nothing is to be started");
            };

    /// Done by the launcher itself, in a checkout.
    private static final Set<String> OF_A_CHECKOUT =
            Set.of("build", "package", "test", "bench", "spark");

    private final String launcher = text(ROOT.resolve("imgmill"));
    private final String help = launcher.substring(0, launcher.indexOf("\nEND\n"));

    @ParameterizedTest
    @MethodSource("typed")
    void aCommandInADocumentIsOne(List<String> words) {
        assertThat(commands()).contains(words.getFirst());
        var rest = words.subList(1, words.size());
        switch (words.getFirst()) {
            // Quoted values have spaces in them.
            case "run" -> assertThat(options(rest)).isSubsetOf(optionsOf("run"));
            case "spark" -> assertThat(options(rest)).isSubsetOf(sparkOptions());
            case "bench" -> assertThat(options(rest)).isSubsetOf(benchOptions(rest));
            case "build", "package", "test" -> assertThat(options(rest)).as("options").isEmpty();
            default ->
                    assertThatCode(() -> Arguments.of(Grammar.commands(), words))
                            .doesNotThrowAnyException();
        }
    }

    @Test
    void theLauncherKnowsEveryCommandAndItsHelpNamesThem() {
        assertThat(commands())
                .containsAll(Grammar.commands().getSubcommands().keySet())
                .containsAll(OF_A_CHECKOUT);
        for (var command : commands()) {
            assertThat(help).contains("./imgmill " + command);
        }
    }

    private static Set<String> optionsOf(String command) {
        return Manual.all(Grammar.commands()).stream()
                .filter(known -> known.getCommandName().equals(command))
                .flatMap(known -> known.getCommandSpec().options().stream())
                .map(option -> option.longestName().substring(2))
                .collect(Collectors.toSet());
    }

    private static Stream<List<String>> typed() throws IOException {
        try (var docs = Files.list(ROOT.resolve("docs"))) {
            return Stream.concat(
                    Stream.of("README.md", "CONTRIBUTING.md", "transcode/README.md")
                            .map(ROOT::resolve),
                    docs.filter(file -> file.toString().endsWith(".md")))
                    .flatMap(file -> TYPED.matcher(text(file)).results())
                    .map(found -> found.group(1).replace("\\\n", " ").strip())
                    // "serve [--setting=value ...]" stands for any setting
                    .map(line -> line.replaceAll("\\[.*", "").strip())
                    .distinct()
                    .map(line -> List.of(line.split("\\s+")))
                    .toList()
                    .stream();
        }
    }

    private Set<String> commands() {
        var cases = CASES.matcher(launcher);
        assertThat(cases.find()).isTrue();
        var commands = new TreeSet<>(Set.of(cases.group(1).split("[ |]+")));
        commands.add("help");
        return commands;
    }

    /// Settings, which have a dot in their name, are not among them.
    private static Set<String> options(List<String> words) {
        return words.stream()
                .flatMap(word -> OPTION.matcher(word).results())
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// No part of the server either.
    private static Set<String> sparkOptions() {
        var source = text(ROOT.resolve("spark/src/main/java/org/imgmill/spark/Options.java"));
        return Pattern.compile("known[.]put\\(\\s*\"([a-z-]+)\"")
                .matcher(source)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    /// The bench is no part of the server: its source says what it takes.
    private static Set<String> benchOptions(List<String> rest) {
        var source = text(ROOT.resolve("bench/src/main/java/org/imgmill/bench/Bench.java"));
        var usage =
                Pattern.compile("bench " + rest.getFirst() + "\\b(.*)")
                        .matcher(source)
                        .results()
                        .findFirst()
                        .map(MatchResult::group);
        assertThat(usage).as("the bench %s", rest.getFirst()).isPresent();
        return options(List.of(usage.get()));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }
}
