package org.imgmill.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.ConfigurableApplicationContext;

/// Picks what to do by the first word of the command line; without a word the server serves.
public final class Commands {

    private static final String SERVE = "serve";

    private Commands() {}

    /// Starts the server with the settings of a command line.
    @FunctionalInterface
    public interface Server {
        ConfigurableApplicationContext start(String... arguments);
    }

    public static void run(Server server, String... arguments) {
        var given = List.of(arguments);
        if (given.stream().allMatch(Arguments::isSetting)) {
            server.start(arguments);
            return;
        }
        try {
            run(server, withCommand(given));
        } catch (BadInput e) {
            System.err.println("imgmill: " + e.getMessage());
            System.exit(ExitStatus.BAD_INPUT);
        } catch (IOException e) {
            boolean inWords = e.getClass() == IOException.class;
            System.err.println("imgmill: " + (inWords ? e.getMessage() : e));
            System.exit(ExitStatus.SOME_FAILED);
        } catch (InterruptedException e) {
            System.exit(ExitStatus.SOME_FAILED);
        }
    }

    /// Options that begin a command line are those of the server, but for help and version.
    private static List<String> withCommand(List<String> given) {
        return switch (given.getFirst()) {
            case "help" -> Stream.concat(given.stream().skip(1), Stream.of("--help")).toList();
            case "-h", "--help", "-V", "--version" -> given.subList(0, 1);
            default ->
                    given.getFirst().startsWith("-")
                            ? Stream.concat(Stream.of(SERVE), given.stream()).toList()
                            : given;
        };
    }

    private static void run(Server server, List<String> given)
            throws IOException, InterruptedException {
        var grammar = Grammar.commands();
        var arguments = Arguments.of(grammar, given);
        if (arguments.wantHelp()) {
            var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
            arguments.command().commandLine().usage(out);
            return;
        }
        if (arguments.has("version")) {
            System.out.println("imgmill " + OwnVersion.text());
            return;
        }
        switch (given.getFirst()) {
            case SERVE -> server.start(arguments.allSettings().toArray(String[]::new));
            case "demo" -> Demo.of(server, arguments).run();
            case "run" -> System.exit(RunCatalogue.of(server, arguments).run());
            case "keys" -> System.exit(KeyCommands.of(server, arguments).run());
            case "doctor" -> System.exit(Doctor.of(server, arguments).run());
            case "completion" -> System.out.println(Manual.completion(grammar));
            case "man" -> System.out.print(Manual.page(grammar));
            default -> throw new IllegalStateException("a command that nothing does: " + given);
        }
    }
}
