package org.imgmill.cli;

import java.util.Arrays;
import java.util.List;
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
        var rest = List.of(arguments).subList(1, arguments.length);
        switch (word) {
            case "demo" -> new Demo(server, Arguments.of(rest)).run();
            default -> {
                System.err.println("imgmill: there is no command '" + word + "'.");
                System.exit(ExitStatus.BAD_INPUT);
            }
        }
    }
}
