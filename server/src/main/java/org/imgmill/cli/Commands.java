package org.imgmill.cli;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.springframework.context.ConfigurableApplicationContext;

/// Picks what to do by the first word of the command line; without a word the server serves.
public final class Commands {

    private Commands() {}

    /// Starts the server with the settings of a command line.
    @FunctionalInterface
    public interface Server {
        ConfigurableApplicationContext start(String... arguments);
    }

    public static void run(Server server, String... arguments) {
        var word = arguments.length == 0 ? "--" : arguments[0];
        if (word.startsWith("--")) {
            server.start(arguments);
            return;
        }
        try {
            run(server, word, List.of(arguments).subList(1, arguments.length));
        } catch (BadInput e) {
            System.err.println("imgmill: " + e.getMessage());
            System.exit(ExitStatus.BAD_INPUT);
        } catch (IOException e) {
            System.err.println("imgmill: " + e);
            System.exit(ExitStatus.SOME_FAILED);
        } catch (InterruptedException e) {
            System.exit(ExitStatus.SOME_FAILED);
        }
    }

    private static void run(Server server, String command, List<String> rest)
            throws IOException, InterruptedException {
        switch (command) {
            case "demo" -> Demo.of(server, Arguments.of(rest, Set.of("exit"))).run();
            case "run" -> System.exit(RunCatalogue.of(server, Arguments.of(rest, Set.of())).run());
            case "keys" -> System.exit(KeyCommands.of(server, Arguments.of(rest, Set.of())).run());
            case "doctor" -> System.exit(Doctor.of(server, Arguments.of(rest, Set.of())).run());
            default -> throw new BadInput("there is no command '" + command + "'.");
        }
    }
}
