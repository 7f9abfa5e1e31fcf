package org.imgmill.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.imgmill.links.PublicUrl;
import org.imgmill.transcode.RecipeField;
import org.springframework.web.client.ResourceAccessException;

/// Compresses one catalogue into a folder: by a server of its own for as long as that takes, or by
/// one that runs already.
///
/// The folder then holds the results CSV and, beside it, the pictures that it names. A run that was
/// stopped left its batch behind, and the same command goes on with it.
final class RunCatalogue {

    private static final String ALLOW = "imgmill.outbound.allow";

    /// This machine, and the networks that are not the internet.
    private static final String PRIVATE_RANGES =
            "127.0.0.0/8,10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,100.64.0.0/10,::1/128,fc00::/7";

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
        this.fields = fields(arguments);
        this.saying = saying;
    }

    /// @throws BadInput for all that can be told to be wrong before anything starts
    static RunCatalogue of(Commands.Server server, Arguments arguments) {
        var catalogue = CatalogueFile.of(arguments.words().getFirst());
        var folder = new OutputFolder(Path.of(arguments.option(Grammar.OUT).orElseThrow()));
        var own = OwnServer.in(folder.work().toString());
        own.refuse(arguments.settings());
        refuseWhatDoesNotGoTogether(arguments);
        folder.refuseBesideOthers(catalogue.name());
        checkFields(arguments);
        checkThatTheyGoTogether(arguments);
        // From here on the standard output belongs to this command.
        var saying =
                arguments.has(Grammar.JSON)
                        ? new JsonSaying(System.out)
                        : new TextSaying(ProgressBar.onStandardOutput(), System.out);
        return new RunCatalogue(server, arguments, catalogue, folder, own, saying);
    }

    private static void refuseWhatDoesNotGoTogether(Arguments arguments) {
        boolean elsewhere = arguments.has(Grammar.SERVER);
        if (elsewhere && !arguments.settings().isEmpty()) {
            throw new BadInput(
                    "%s is a setting of the server at --server; it is set there."
                            .formatted(OwnServer.name(arguments.settings().getFirst())));
        }
        if (elsewhere && arguments.has(Grammar.PRIVATE)) {
            throw new BadInput(
                    "--%s is for a server of this command's own; the one at --server allows what its %s says."
                            .formatted(Grammar.PRIVATE, ALLOW));
        }
        if (arguments.has(Grammar.PRIVATE) && arguments.setting(ALLOW).isPresent()) {
            throw new BadInput(
                    "--%s and --%s say the same in two ways; give one of them."
                            .formatted(Grammar.PRIVATE, ALLOW));
        }
    }

    private static void checkFields(Arguments arguments) {
        for (var field : RecipeField.ALL) {
            arguments
                    .option(field.flag())
                    .filter(text -> field.value().parse(text.strip()) == null)
                    .ifPresent(
                            text -> {
                                throw new BadInput(
                                        "--%s is %s, not \"%s\"."
                                                .formatted(
                                                        field.flag(),
                                                        field.value().allowed(),
                                                        text));
                            });
        }
    }

    private static void checkThatTheyGoTogether(Arguments arguments) {
        var recipe = new HashMap<String, String>();
        for (var field : RecipeField.ALL) {
            arguments.option(field.flag()).ifPresent(text -> recipe.put(field.name(), text));
        }
        try {
            RecipeField.recipe(recipe);
        } catch (RecipeField.WrongField e) {
            throw new BadInput(e.getMessage() + ".");
        }
    }

    /// The recipe and what is what in the catalogue, as a form sends them.
    private static Map<String, String> fields(Arguments arguments) {
        var fields = new HashMap<String, String>();
        Stream.concat(
                        RecipeField.ALL.stream().map(RecipeField::flag),
                        Grammar.MAPPING.stream().map(Grammar.Choice::name))
                .forEach(
                        name ->
                                arguments
                                        .option(name)
                                        .ifPresent(
                                                value ->
                                                        fields.put(name.replace('-', '_'), value)));
        arguments
                .option(Grammar.OUTPUT)
                .ifPresent(given -> fields.put("outputs", OutputOptions.json(given, fields)));
        return fields;
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
                        var ended = workThrough(client, file, stop);
                        client.savePictures(ended.batch().id(), out.images());
                        return finish(client, ended, "");
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
                        var ended = workThrough(client, file, stop);
                        return finish(
                                client, ended, context.getBean(PublicUrl.class).of("/files/"));
                    } finally {
                        if (!stop.stopping()) {
                            out.removeWorkOfNothing();
                        }
                    }
                });
    }

    private List<String> settings() {
        var settings = new ArrayList<>(own.settings(arguments.settings()));
        if (arguments.has(Grammar.PRIVATE)) {
            settings.add("--%s=%s".formatted(ALLOW, PRIVATE_RANGES));
        }
        return settings;
    }

    /// How a batch went, and how long that took.
    private record Ended(BatchAnswer batch, Duration took) {}

    private Ended workThrough(ServerClient client, CatalogueFile.Held file, Interruption stop)
            throws IOException, InterruptedException {
        var before = Instant.now();
        var what = file.digest(fields);
        var begun = out.begun(client.origin(), what).flatMap(client::find);
        if (!arguments.has(Grammar.SERVER)) {
            // What another command left in this folder.
            client.deleteBatchesBut(begun.map(BatchAnswer::id).orElse(""));
        }
        var batch = begun.isPresent() ? begun.get() : file.upload(client, fields);
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

    /// @param links how the links in the results begin whose pictures lie in the folder
    private int finish(ServerClient client, Ended ended, String links) throws IOException {
        var batch = ended.batch();
        var results = out.fetch("results.csv", client, batch.id());
        var csv =
                links.isEmpty()
                        ? out.keep(results, catalogue.name(), "results")
                        : out.take(results, catalogue.name(), links);
        var errors =
                batch.counts().failed() == 0
                        ? out.keepNone(catalogue.name(), "errors")
                        : out.keep(
                                out.fetch("errors.csv", client, batch.id()),
                                catalogue.name(),
                                "errors");
        var workbook =
                batch.cameAsWorkbook()
                        ? out.takeWorkbook(
                                out.fetch("results", client, batch.id()), catalogue.name(), links)
                        : null;
        saying.ended(batch, ended.took(), new Saying.Written(csv, workbook, errors));
        out.forgetBegun();
        return batch.counts().failed() == 0 ? ExitStatus.GOOD : ExitStatus.SOME_FAILED;
    }
}
