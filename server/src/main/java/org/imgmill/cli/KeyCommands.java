package org.imgmill.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.imgmill.auth.Keys;

/// Makes, lists and revokes keys: through the server that runs here, or without one when none does.
record KeyCommands(Commands.Server server, Arguments arguments, String verb) {

    static KeyCommands of(Commands.Server server, Arguments arguments) {
        var words = arguments.words();
        if (words.isEmpty()) {
            throw new BadInput(
                    "imgmill keys needs one of create, list and revoke. \"imgmill keys --help\" says what they do.");
        }
        return new KeyCommands(server, arguments, words.getFirst());
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
            run(new OwnKeys(context.getBean(Keys.class)));
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
                                List.of(scopes.split("[, ]+")));
                System.err.println("The key is shown this once:");
                System.out.println(text);
            }
            case "list" -> {
                System.out.println(KeyLine.HEADER);
                keys.list().forEach(key -> System.out.println(key.text()));
            }
            default -> {
                keys.revoke(arguments.words().get(1));
                System.out.println("Revoked.");
            }
        }
    }
}
