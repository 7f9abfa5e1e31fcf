package org.imgmill.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.util.FileSystemUtils;

/// A server in a temporary folder works through the sample catalogue: PostgreSQL, storage,
/// downloads and libvips, all for real.
record Rehearsal(Commands.Server server, Arguments arguments) {

    private static final String ADVICE = "The lines above say why.";

    Finding find() {
        try {
            var folder = Files.createTempDirectory("imgmill-doctor");
            try {
                return rehearseIn(folder);
            } finally {
                FileSystemUtils.deleteRecursively(folder);
            }
        } catch (IOException e) {
            return new Finding.Bad("no temporary folder could be used (" + e + ")", "Set TMPDIR.");
        }
    }

    private Finding rehearseIn(Path folder) {
        var broken = "the server did not start";
        try (var context = server.start(settings(folder).toArray(String[]::new))) {
            broken = "the sample catalogue was not worked through";
            var client = ServerClient.of(context);
            var batch = client.upload(SampleCatalogue.from(client), Map.of());
            var ended = Watch.untilEnded(batch.id(), client, (done, total) -> {});
            // One link of the catalogue is dead on purpose.
            return ended.counts().failed() == 1
                    ? new Finding.Good(
                            "rehearsal: embedded PostgreSQL, storage, downloads and libvips work")
                    : new Finding.Bad(
                            "rehearsal: " + failures(ended),
                            "Is this machine's chip and system supported?");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Finding.Bad("rehearsal: interrupted", ADVICE);
        } catch (RuntimeException e) {
            // Whatever breaks is the finding; Spring has explained it where the server did not
            // start.
            return new Finding.Bad("rehearsal: " + broken + ": " + e.getMessage(), ADVICE);
        }
    }

    /// The port of the settings may be in use by the real server.
    private List<String> settings(Path folder) {
        return OwnServer.in(folder.toString())
                .settings(
                        arguments.settings().stream()
                                .filter(setting -> !OwnServer.name(setting).equals("server.port"))
                                .toList());
    }

    private static String failures(BatchAnswer ended) {
        return ended.failures().stream()
                .map(
                        failure ->
                                "%d images failed: %s (%s)"
                                        .formatted(
                                                failure.count(), failure.message(), failure.code()))
                .toList()
                .toString();
    }
}
