package org.imgmill.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.imgmill.auth.Keys;
import org.imgmill.limits.KeyUse;

/// Makes, lists, limits and revokes keys: through the server that runs here, or without one when
/// none does.
record KeyCommands(Commands.Server server, Arguments arguments, String verb, LimitOptions limits) {

    private static final String LIMIT = "limit";

    static KeyCommands of(Commands.Server server, Arguments arguments) {
        var words = arguments.words();
        if (words.isEmpty()) {
            throw new BadInput(
                    "imgmill keys needs one of create, list, limit and revoke. \"imgmill keys --help\" says what they do.");
        }
        var limits = LimitOptions.of(arguments);
        if (words.getFirst().equals(LIMIT) && limits.said().isEmpty()) {
            throw new BadInput(
                    "imgmill keys limit needs a limit: %s."
                            .formatted(
                                    Grammar.LIMITS.stream()
                                            .map(limit -> "--" + limit.name())
                                            .collect(Collectors.joining(", "))));
        }
        return new KeyCommands(server, arguments, words.getFirst(), limits);
    }

    /// @return the exit status
    int run() {
        var port = ServerSettings.of(arguments.settings()).getProperty("server.port");
        var running =
                RunningServersKeys.at("http://localhost:" + port, System.getenv("IMGMILL_KEY"));
        if (running.answers()) {
            run(running);
            return ExitStatus.GOOD;
        }
        var out = System.out;
        // What the start has to say is no key: scripts read the standard output.
        System.setOut(System.err);
        try (var context = server.start(settings().toArray(String[]::new))) {
            System.setOut(out);
            run(new OwnKeys(context.getBean(Keys.class), context.getBean(KeyUse.class)));
        } finally {
            System.setOut(out);
        }
        return ExitStatus.GOOD;
    }

    /// Only this machine is served meanwhile, so that the first key can be made for another
    /// address.
    private List<String> settings() {
        var settings = new ArrayList<>(Quiet.SETTINGS);
        settings.addAll(arguments.settings());
        settings.removeIf(setting -> setting.startsWith("--server."));
        settings.add("--server.address=127.0.0.1");
        settings.add("--server.port=0");
        settings.add("--imgmill.announced=false");
        return settings;
    }

    private void run(KeyAccess keys) {
        switch (verb) {
            case "create" -> {
                var scopes = arguments.options().getOrDefault("scopes", "read,write");
                var text =
                        keys.create(
                                Objects.requireNonNull(arguments.options().get("name")),
                                List.of(scopes.split("[, ]+")),
                                limits);
                System.err.println("The key is shown this once:");
                System.out.println(text);
            }
            case "list" -> {
                System.out.println(KeyLine.HEADER);
                keys.list().forEach(key -> System.out.println(key.text()));
            }
            case LIMIT -> {
                var key = keys.limit(arguments.words().get(1), limits);
                System.out.println(KeyLine.HEADER);
                System.out.println(key.text());
            }
            default -> {
                keys.revoke(arguments.words().get(1));
                System.out.println("Revoked.");
            }
        }
    }
}
