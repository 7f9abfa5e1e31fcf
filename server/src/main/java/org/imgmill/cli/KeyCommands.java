package org.imgmill.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.imgmill.auth.Keys;

/// Makes, lists and revokes keys: through the server that runs here, or without one when none does.
record KeyCommands(Commands.Server server, Arguments arguments, String verb) {

    private static final String USAGE =
            "usage: imgmill keys create --name NAME [--scopes read,write] | keys list | keys revoke ID\n"
                    + "       An imgmill that runs on --server.port (8080) is asked, with the admin key in"
                    + " IMGMILL_KEY; otherwise --imgmill.data-dir is opened.";

    static KeyCommands of(Commands.Server server, Arguments arguments) {
        arguments.allow(Set.of("name", "scopes"));
        var words = arguments.words();
        var verb = words.isEmpty() ? "" : words.getFirst();
        boolean complete =
                switch (verb) {
                    case "create" -> words.size() == 1 && arguments.has("name");
                    case "list" -> words.size() == 1;
                    case "revoke" -> words.size() == 2;
                    default -> false;
                };
        if (!complete) {
            throw new BadInput(USAGE);
        }
        return new KeyCommands(server, arguments, verb);
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
