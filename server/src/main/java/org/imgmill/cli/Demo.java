package org.imgmill.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.imgmill.links.PublicUrl;
import org.imgmill.node.Folders;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/// Starts a server of its own and feeds it the sample catalogue.
final class Demo {

    private static final int USUAL_PORT = 8080;

    private final Commands.Server server;
    private final Arguments arguments;

    private Demo(Commands.Server server, Arguments arguments) {
        this.server = server;
        this.arguments = arguments;
    }

    static Demo of(Commands.Server server, Arguments arguments) {
        return new Demo(server, arguments);
    }

    void run() throws IOException, InterruptedException {
        var context = server.start(settings().toArray(String[]::new));
        var ended = feed(context);
        if (arguments.has(Grammar.EXIT)) {
            var good = ended.counts().stored() > 0 ? ExitStatus.GOOD : ExitStatus.SOME_FAILED;
            System.exit(SpringApplication.exit(context, () -> good));
        }
        System.out.println("Ctrl-C ends it.");
    }

    /// Whatever the environment says of the real server; the command line may ask for more.
    private Map<String, String> own() {
        var folders = Folders.of(ServerSettings.of(arguments.allSettings()));
        return Map.of(
                "imgmill.storage", folders.objects().toString(),
                "imgmill.role", "all",
                "spring.datasource.url", "embedded",
                "server.address", "127.0.0.1");
    }

    private List<String> settings() {
        var settings = new ArrayList<>(Quiet.SETTINGS);
        if (arguments.setting("server.port").isEmpty()
                && !arguments.has(Grammar.PORT)
                && !isFree(USUAL_PORT)) {
            System.out.println("Port " + USUAL_PORT + " is taken, so this demo takes another.");
            settings.add("--server.port=0");
        }
        own().forEach(
                        (name, value) -> {
                            if (arguments.setting(name).isEmpty()) {
                                settings.add("--%s=%s".formatted(name, value));
                            }
                        });
        settings.addAll(arguments.allSettings());
        return settings;
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    private BatchAnswer feed(ConfigurableApplicationContext context)
            throws IOException, InterruptedException {
        var client = ServerClient.of(context);
        var before = Instant.now();
        var batch = client.upload(SampleCatalogue.from(client), Map.of());
        System.out.println(
                "Feeding it the sample catalogue: " + batch.counts().total() + " images.");
        var ended = Watch.untilEnded(batch.id(), client, ProgressBar.onStandardOutput());
        var took = Duration.between(before, Instant.now());

        var results = context.getBean(Folders.class).dataDir().resolve("products-results.csv");
        client.save("/v1/batches/" + batch.id() + "/results.csv", results);
        System.out.print(new Summary(ended, took).text());
        System.out.println("Output CSV  " + results);
        System.out.println(
                "Page        " + context.getBean(PublicUrl.class).of("/batches/" + batch.id()));
        return ended;
    }
}
