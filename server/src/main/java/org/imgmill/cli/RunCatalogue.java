package org.imgmill.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.imgmill.links.PublicUrl;
import org.jspecify.annotations.Nullable;
import org.springframework.web.client.ResourceAccessException;

/// Compresses one catalogue into a folder: by a server of its own for as long as that takes, or by
/// one that runs already.
///
/// The folder then holds the results CSV and, beside it, the pictures that it names; what its
/// server knows stays there too, so that the next run does only what changed. A run that was
/// stopped left its batch behind, and the same command goes on with it.
final class RunCatalogue {

    /// What the catalogue of a folder is called in the server that works there.
    private static final String OWN = "run";

    private final Commands.Server server;
    private final Arguments arguments;
    private final CatalogueFile catalogue;
    private final OutputFolder out;
    private final OwnServer own;
    private final Map<String, String> fields;
    private final Saying saying;

    private RunCatalogue(
            Commands.Server server,
            Arguments arguments,
            CatalogueFile catalogue,
            OutputFolder out,
            OwnServer own,
            Saying saying) {
        this.server = server;
        this.arguments = arguments;
        this.catalogue = catalogue;
        this.out = out;
        this.own = own;
        this.fields = RunOptions.fields(arguments);
        this.saying = saying;
    }

    /// @throws BadInput for all that can be told to be wrong before anything starts
    static RunCatalogue of(Commands.Server server, Arguments arguments) {
        var catalogue = CatalogueFile.of(arguments.words().getFirst());
        var folder = new OutputFolder(Path.of(arguments.option(Grammar.OUT).orElseThrow()));
        var own = OwnServer.in(folder.work().toString());
        own.refuse(arguments.settings());
        RunOptions.refuseWhatDoesNotGoTogether(arguments);
        folder.refuseBesideOthers(catalogue.name());
        RunOptions.checkRecipe(arguments);
        // From here on the standard output belongs to this command.
        var saying =
                arguments.has(Grammar.JSON)
                        ? new JsonSaying(System.out)
                        : new TextSaying(ProgressBar.onStandardOutput(), System.out);
        return new RunCatalogue(server, arguments, catalogue, folder, own, saying);
    }

    /// @return the exit status
    int run() throws IOException, InterruptedException {
        var said = System.out;
        // Whatever a server has to say is no result: scripts read the standard output.
        System.setOut(System.err);
        try (var file = catalogue.read()) {
            return arguments.has(Grammar.SERVER) ? runElsewhere(file) : runHere(file);
        } catch (BadInput e) {
            saying.refused(String.valueOf(e.getMessage()));
            throw e;
        } finally {
            System.setOut(said);
        }
    }

    private int runElsewhere(CatalogueFile.Held file) throws IOException, InterruptedException {
        var url = arguments.option(Grammar.SERVER).orElseThrow();
        var client = ServerClient.at(url);
        var stop =
                new Interruption("%s does the rest".formatted(client.origin()), arguments.typed());
        return stop.unlessStopped(
                () -> {
                    try {
                        var catalogue = arguments.option(Grammar.CATALOGUE);
                        catalogue.ifPresent(client::makeCatalogue);
                        var ended = workThrough(client, file, catalogue.orElse(""), stop);
                        client.savePictures(ended.batch().id(), out.images());
                        return finish(client, ended, null);
                    } catch (ResourceAccessException e) {
                        throw new IOException(
                                "the server at %s does not answer; the same command goes on where this one ended."
                                        .formatted(client.origin()),
                                e);
                    }
                });
    }

    private int runHere(CatalogueFile.Held file) throws IOException, InterruptedException {
        var stop = new Interruption("they are kept in %s".formatted(out.work()), arguments.typed());
        return stop.unlessStopped(
                () -> {
                    try (var context = server.start(settings().toArray(String[]::new))) {
                        var client = ServerClient.of(context);
                        boolean comesAgain = comesAgain(file);
                        if (comesAgain) {
                            client.makeCatalogue(OWN);
                        }
                        var ended = workThrough(client, file, comesAgain ? OWN : "", stop);
                        if (comesAgain) {
                            out.keepWork();
                        }
                        var files = context.getBean(PublicUrl.class).of("/files/");
                        var status = finish(client, ended, PictureLinks.beginning(files));
                        if (comesAgain) {
                            // Only now the run before is not needed any more.
                            client.deleteBatchesBut(ended.batch().id());
                        }
                        return status;
                    } finally {
                        if (!stop.stopping()) {
                            out.removeWorkOfNothing();
                        }
                    }
                });
    }

    /// Local pictures are not fetched, so there is nothing to remember of them.
    private boolean comesAgain(CatalogueFile.Held file) throws IOException {
        boolean comesAgain = !arguments.has(Grammar.ONCE) && !file.holdsPictures();
        if (!comesAgain) {
            out.forgetWork();
        }
        return comesAgain;
    }

    private List<String> settings() {
        var settings = new ArrayList<>(own.settings(arguments.settings()));
        if (arguments.has(Grammar.PRIVATE)) {
            settings.add("--%s=%s".formatted(RunOptions.ALLOW, RunOptions.PRIVATE_RANGES));
        }
        return settings;
    }

    /// How a batch went, and how long that took.
    private record Ended(BatchAnswer batch, Duration took) {}

    /// @param runOf the catalogue that this is a run of; empty: of none
    private Ended workThrough(
            ServerClient client, CatalogueFile.Held file, String runOf, Interruption stop)
            throws IOException, InterruptedException {
        var before = Instant.now();
        var what = file.digest(fields);
        var begun = out.begun(client.origin(), what).flatMap(client::find);
        if (!arguments.has(Grammar.SERVER)) {
            leaveOthers(client, begun.map(BatchAnswer::id).orElse(""), runOf);
        }
        var batch = begun.isPresent() ? begun.get() : file.upload(client, asked(runOf));
        stop.reached(batch.counts().processed(), batch.counts().total());
        out.remember(client.origin(), what, batch.id());
        saying.begun(batch, begun.isPresent());
        var ended =
                Watch.untilEnded(
                        batch.id(),
                        client,
                        (done, total) -> {
                            stop.reached(done, total);
                            saying.show(done, total);
                        });
        return new Ended(ended, Duration.between(before, Instant.now()));
    }

    /// What another command left in this folder: what it knows serves a run of the same catalogue.
    private static void leaveOthers(ServerClient client, String batch, String runOf) {
        if (runOf.isEmpty()) {
            client.deleteBatchesBut(batch);
        } else {
            client.cancelBatchesBut(batch);
        }
    }

    private Map<String, String> asked(String runOf) {
        var asked = new HashMap<>(fields);
        if (!runOf.isEmpty()) {
            asked.put("catalogue", runOf);
        }
        boolean elsewhere = arguments.has(Grammar.SERVER);
        if (arguments.has(Grammar.FORCE) && (elsewhere || !runOf.isEmpty())) {
            asked.put("force", "true");
        }
        return asked;
    }

    /// @param links those to pictures in the folder; null: they lie on the server
    private int finish(ServerClient client, Ended ended, @Nullable PictureLinks links)
            throws IOException, InterruptedException {
        var id = ended.batch().id();
        var name = catalogue.name();
        var results = out.fetch("results.csv", client, id);
        var placed = links == null ? null : out.place(results, links);
        var csv = taken(results, "results", placed);
        var errors =
                ended.batch().counts().failed() == 0
                        ? out.keepNone(name, "errors")
                        : out.keep(out.fetch("errors.csv", client, id), name, "errors");
        var workbook =
                ended.batch().cameAsWorkbook()
                        ? takenWorkbook(out.fetch("results", client, id), placed)
                        : null;
        var batch = Watch.untilCompared(ended.batch(), client);
        var changes =
                batch.changes() == null
                        ? out.keepNone(name, "changes")
                        : taken(out.fetch("changes.csv", client, id), "changes", placed);
        saying.ended(batch, ended.took(), new Saying.Written(csv, workbook, errors, changes));
        out.forgetBegun();
        return batch.counts().failed() == 0 ? ExitStatus.GOOD : ExitStatus.SOME_FAILED;
    }

    private Path taken(Path fetched, String kind, @Nullable PlacedPictures placed)
            throws IOException {
        return placed == null
                ? out.keep(fetched, catalogue.name(), kind)
                : out.take(fetched, catalogue.name(), kind, placed);
    }

    private Path takenWorkbook(Path fetched, @Nullable PlacedPictures placed) throws IOException {
        return placed == null
                ? out.keepWorkbook(fetched, catalogue.name())
                : out.takeWorkbook(fetched, catalogue.name(), placed);
    }
}
