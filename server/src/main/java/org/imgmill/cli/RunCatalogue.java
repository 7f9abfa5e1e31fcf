package org.imgmill.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imgmill.links.PublicUrl;
import org.imgmill.transcode.Recipe;
import org.imgmill.transcode.RecipeField;
import org.imgmill.transcode.RecipeValue.Fraction;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.FileSystemResource;

/// Compresses one catalogue into a folder: a server of its own for as long as that takes.
///
/// The folder then holds the results CSV and, beside it, the pictures that it names.
final class RunCatalogue {

    private static final Set<String> RECIPE =
            RecipeField.ALL.stream().map(RecipeField::flag).collect(Collectors.toSet());

    private static final String USAGE =
            "usage: imgmill run CATALOGUE.csv|URL --out FOLDER "
                    + RecipeField.ALL.stream()
                            .map(field -> "[--%s %s]".formatted(field.flag(), example(field)))
                            .collect(Collectors.joining(" "))
                    + " [--columns auto] [--header-row N] [--sheet NAME] [--encoding NAME]"
                    + " [--delimiter ;]";

    private static final Set<String> MAPPING =
            Set.of("columns", "header-row", "sheet", "encoding", "delimiter");

    static final Set<String> OPTIONS =
            Stream.of(RECIPE, MAPPING, Set.of("out"))
                    .flatMap(Set::stream)
                    .collect(Collectors.toUnmodifiableSet());

    /// What the field is without being asked for, else what it may be.
    private static String example(RecipeField field) {
        var usual = field.json(Recipe.DEFAULT);
        if (usual instanceof String text && text.startsWith("#")) {
            return "'" + text + "'";
        }
        return usual != null ? usual.toString() : field.value() instanceof Fraction ? "0.5" : "N";
    }

    private final Commands.Server server;
    private final Arguments arguments;
    private final String catalogue;
    private final OutputFolder out;
    private final OwnServer own;

    private RunCatalogue(
            Commands.Server server,
            Arguments arguments,
            String catalogue,
            OutputFolder out,
            OwnServer own) {
        this.server = server;
        this.arguments = arguments;
        this.catalogue = catalogue;
        this.out = out;
        this.own = own;
    }

    static RunCatalogue of(Commands.Server server, Arguments arguments) {
        arguments.allow(OPTIONS);
        var out = arguments.options().get("out");
        if (arguments.words().size() != 1 || out == null) {
            throw new BadInput(USAGE);
        }
        var catalogue = arguments.words().getFirst();
        if (!isAddress(catalogue) && !Files.isReadable(Path.of(catalogue))) {
            throw new BadInput("there is no readable file " + catalogue + ".");
        }
        var folder = new OutputFolder(Path.of(out));
        var own = OwnServer.in(folder.work().toString());
        own.refuse(arguments.settings());
        return new RunCatalogue(server, arguments, catalogue, folder, own);
    }

    private static boolean isAddress(String catalogue) {
        return catalogue.matches("(?i)https?://.*");
    }

    /// @return the exit status
    int run() throws IOException, InterruptedException {
        var settings = own.settings(arguments.settings());
        try (var context = server.start(settings.toArray(String[]::new))) {
            return run(context);
        } finally {
            out.removeWork();
        }
    }

    private int run(ConfigurableApplicationContext context)
            throws IOException, InterruptedException {
        var client = ServerClient.of(context);
        client.deleteBatches();
        var before = Instant.now();
        var batch =
                isAddress(catalogue)
                        ? client.uploadFrom(catalogue, recipe())
                        : client.upload(new FileSystemResource(catalogue), recipe());
        var ended = Watch.untilEnded(batch.id(), client, ProgressBar.onStandardOutput());
        var took = Duration.between(before, Instant.now());

        var results = out.work().resolve("results.csv");
        client.save("/v1/batches/" + batch.id() + "/results.csv", results);
        var links = context.getBean(PublicUrl.class).of("/files/");
        var csv =
                out.take(
                        results,
                        isAddress(catalogue)
                                ? batch.name()
                                : Path.of(catalogue).getFileName().toString(),
                        links);
        System.out.print(new Summary(ended, took).text());
        System.out.println("Output CSV  " + csv);
        return ended.counts().failed() == 0 ? ExitStatus.GOOD : ExitStatus.SOME_FAILED;
    }

    private Map<String, String> recipe() {
        var recipe = new HashMap<String, String>();
        arguments
                .options()
                .forEach(
                        (name, value) -> {
                            if (RECIPE.contains(name) || MAPPING.contains(name)) {
                                recipe.put(name.replace('-', '_'), value);
                            }
                        });
        return recipe;
    }
}
