package org.imgmill.cli;

import java.util.LinkedHashMap;
import java.util.List;
import org.imgmill.transcode.Recipe;
import org.imgmill.transcode.RecipeField;
import org.imgmill.transcode.RecipeValue;
import org.imgmill.transcode.RecipeValue.Colour;
import org.imgmill.transcode.RecipeValue.Decimal;
import org.imgmill.transcode.RecipeValue.FileName;
import org.imgmill.transcode.RecipeValue.Formats;
import org.imgmill.transcode.RecipeValue.Fraction;
import org.imgmill.transcode.RecipeValue.Whole;
import org.imgmill.transcode.RecipeValue.WholeOrWord;
import org.imgmill.transcode.RecipeValue.Word;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// All commands with their options: one definition, from which command lines are read and help,
/// shell completion, the manual page and docs/commands.md are made.
///
/// It is built from objects and not from annotations, whose reading would take longer.
///
/// Long: every option and command that can be typed, one after the other.
final class Grammar {

    static final String PORT = "port";
    static final String EXIT = "exit";
    static final String OUT = "out";
    static final String JSON = "json";
    static final String SERVER = "server";
    static final String PRIVATE = "private-addresses";
    static final String ONCE = "once";
    static final String FORCE = "force";
    static final String CATALOGUE = "catalogue";

    /// An option with a value.
    record Choice(String name, String label, String sentence) {}

    /// Options of `run` that say what is what in a catalogue.
    static final List<Choice> MAPPING =
            List.of(
                    new Choice(
                            "columns",
                            "JSON",
                            "what the columns are: '{\"images\": [\"Photo\"]}', or auto"),
                    new Choice("header-row", "N", "the row that names the columns; 0: none does"),
                    new Choice("sheet", "NAME", "the sheet of a workbook"),
                    new Choice("encoding", "NAME", "the encoding of a CSV, such as windows-1252"),
                    new Choice("delimiter", "CHAR", "what stands between the cells of a CSV"),
                    new Choice(
                            "name-template",
                            "NAME",
                            "what pictures are called: '{name}/{id}-{n}.{ext}', of {id}, {n}, {name}, {position}, {original}, {path} and the headers of columns"));

    /// What a key may have, by the names that the API has for it.
    static final List<Choice> LIMITS =
            List.of(
                    limit("uploads-per-minute", "uploads a minute, dry runs and refused ones too"),
                    limit("images-per-day", "different images since midnight UTC"),
                    limit("concurrent-batches", "batches that have not ended, at a time"));

    /// Instead of a number: as the settings have it for all keys.
    static final String AS_SET = "default";

    static final String OUTPUT = "output";

    private static final String SETTINGS =
            "Every further --name.of.it=value is a setting of the server: docs/operations.md.";

    private Grammar() {}

    static CommandLine commands() {
        var root =
                command(
                        "imgmill",
                        "Compresses catalogues of images in bulk. Without a command it serves.");
        root.addOption(
                flag("--version", "say the version")
                        .names("-V", "--version")
                        .versionHelp(true)
                        .build());
        root.addSubcommand("serve", serve());
        root.addSubcommand("demo", demo());
        root.addSubcommand("run", run());
        root.addSubcommand("keys", keys());
        root.addSubcommand("doctor", doctor());
        root.addSubcommand(
                "completion",
                command(
                        "completion",
                        "Prints a script that completes commands and options in bash and zsh: source <(imgmill completion)."));
        root.addSubcommand("man", command("man", "Prints the manual page: imgmill man | man -l -"));
        root.usageMessage()
                .footer(
                        "",
                        "\"imgmill COMMAND --help\" says what a command takes. In a checkout there are also build, package, test and bench.");
        return new CommandLine(root)
                .setExpandAtFiles(false)
                .setTrimQuotes(false)
                .setUsageHelpWidth(100);
    }

    private static CommandSpec serve() {
        var serve = command("serve", "Starts the server: the API, the page and the workers.");
        serve.addOption(port());
        exits(
                serve,
                "1",
                "it could not start; the line says why",
                "130",
                "Ctrl-C: it stopped in order",
                "143",
                "SIGTERM: it stopped in order");
        serve.usageMessage()
                .footer(
                        "",
                        "imgmill serve --port 9000 --imgmill.data-dir=/var/lib/imgmill",
                        SETTINGS);
        return serve;
    }

    private static CommandSpec demo() {
        var demo = command("demo", "Starts a server of its own and feeds it the sample catalogue.");
        demo.addOption(flag("--" + EXIT, "end when the catalogue is done").build());
        demo.addOption(port());
        demo.usageMessage().footer("", SETTINGS);
        return demo;
    }

    private static CommandSpec run() {
        var run =
                command(
                        "run",
                        "Compresses one catalogue into a folder, then ends. The folder then holds NAME-results.csv, the pictures that it names, NAME-results.xlsx if a workbook came in, and NAME-errors.csv if some failed. The same command fetches only what changed since, leaves the other pictures as they are, and writes NAME-changes.csv; what it has to know for that is in .imgmill beside them.");
        run.addPositional(
                PositionalParamSpec.builder()
                        .index("0")
                        .arity("1")
                        .required(true)
                        .type(String.class)
                        .paramLabel("CATALOGUE")
                        .description(
                                "a file (CSV, XLSX, ODS, JSON, a feed, a list), the address of one, - for the standard input, or pictures: a folder or a ZIP of them")
                        .build());
        run.addOption(
                option(OUT, "FOLDER", "where the results and the pictures go")
                        .required(true)
                        .build());
        run.addOption(
                flag(
                                "--" + JSON,
                                "say progress and result as JSON on the standard output, an object per line")
                        .build());
        run.addOption(
                option(SERVER, "URL", "let a running server do it; its key is in IMGMILL_KEY")
                        .build());
        run.addOption(
                flag("--" + PRIVATE, "also fetch from private addresses and from this machine")
                        .build());
        run.addOption(
                option(
                                CATALOGUE,
                                "NAME",
                                "with --server: the catalogue there that this is a run of; it is made if there is none")
                        .build());
        run.addOption(flag("--" + FORCE, "fetch and make everything anew, changed or not").build());
        run.addOption(
                flag("--" + ONCE, "keep nothing in .imgmill: the next run fetches everything again")
                        .build());
        for (var field : RecipeField.ALL) {
            run.addOption(
                    option(
                                    field.flag(),
                                    example(field),
                                    field.sentence() + " It is " + field.value().allowed() + ".")
                            .build());
        }
        run.addOption(
                option(
                                OUTPUT,
                                "NAME:FIELD=VALUE,...",
                                "one of several outputs of every image, given once for each: thumb:width=400,format=webp; the fields of the recipe hold where it says nothing")
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .build());
        for (var choice : MAPPING) {
            run.addOption(option(choice.name(), choice.label(), choice.sentence()).build());
        }
        exits(
                run,
                "0",
                "every image is stored",
                "1",
                "some images failed (NAME-errors.csv says why), or the server did",
                "2",
                "the command line or the catalogue is wrong; nothing was fetched",
                "130",
                "Ctrl-C: what is done is kept, and the same command goes on");
        run.usageMessage().footer("", SETTINGS);
        return run;
    }

    private static CommandSpec keys() {
        var keys =
                command(
                        "keys",
                        "Makes, lists, limits and revokes keys, of the server that runs on --server.port (8080; an admin key is in IMGMILL_KEY), else of --imgmill.data-dir.");
        var create = command("create", "Makes a key and prints it, once.");
        create.addOption(option("name", "NAME", "whose it is").required(true).build());
        create.addOption(
                option(
                                "scopes",
                                "LIST",
                                "read, write, metrics, admin; read,write unless said otherwise")
                        .build());
        addLimits(create);
        keys.addSubcommand("create", create);
        keys.addSubcommand(
                "list",
                command(
                        "list",
                        "Shows all keys, without their text, and the limits of each: in brackets those of the settings, - where there is none."));
        var limit =
                command(
                        "limit",
                        "Changes the limits of a key, from its next upload on. A limit that is not named stays as it is.");
        limit.addPositional(key());
        addLimits(limit);
        keys.addSubcommand("limit", limit);
        var revoke = command("revoke", "Revokes a key, now.");
        revoke.addPositional(key());
        keys.addSubcommand("revoke", revoke);
        return keys;
    }

    private static void addLimits(CommandSpec command) {
        for (var limit : LIMITS) {
            command.addOption(option(limit.name(), limit.label(), limit.sentence()).build());
        }
    }

    private static Choice limit(String name, String what) {
        return new Choice(
                name,
                "N",
                "at most so many %s; 0: no limit; %s: what imgmill.limits.%s says"
                        .formatted(what, AS_SET, name));
    }

    private static PositionalParamSpec key() {
        return PositionalParamSpec.builder()
                .index("0")
                .arity("1")
                .required(true)
                .type(String.class)
                .paramLabel("ID")
                .description("as \"keys list\" shows it")
                .build();
    }

    private static CommandSpec doctor() {
        var doctor =
                command("doctor", "Checks this machine and the settings, and says what to do.");
        exits(doctor, "0", "all is well", "1", "imgmill cannot work like this");
        doctor.usageMessage().footer("", SETTINGS);
        return doctor;
    }

    private static CommandSpec command(String name, String sentence) {
        var command = CommandSpec.create().name(name);
        command.usageMessage().description(sentence.replace("%", "%%"));
        command.addOption(flag("--help", "say this").names("-h", "--help").usageHelp(true).build());
        return command;
    }

    private static OptionSpec port() {
        return option(PORT, "N", "listen on this port; 0 takes any free one").build();
    }

    private static OptionSpec.Builder flag(String name, String sentence) {
        return OptionSpec.builder(name).arity("0").type(boolean.class).description(sentence);
    }

    private static OptionSpec.Builder option(String name, String label, String sentence) {
        return OptionSpec.builder("--" + name)
                .arity("1")
                .type(String.class)
                .paramLabel(label)
                .description(sentence.replace("%", "%%"));
    }

    /// The field's default, else the values that it may have.
    private static String example(RecipeField field) {
        var usual = field.json(Recipe.DEFAULT);
        if (usual != null) {
            return usual.toString();
        }
        return switch (field.value()) {
            case Fraction _ -> "0.5";
            case FileName _ -> "FILE";
            case Whole _,
                    WholeOrWord _,
                    Formats _,
                    Decimal _,
                    RecipeValue.Choice _,
                    Colour _,
                    Word _ ->
                    "N";
        };
    }

    private static void exits(CommandSpec command, String... statusAndMeaning) {
        command.usageMessage().exitCodeListHeading("%nExit status:%n");
        var exits = new LinkedHashMap<String, String>();
        for (int i = 0; i < statusAndMeaning.length; i += 2) {
            exits.put(statusAndMeaning[i], statusAndMeaning[i + 1]);
        }
        command.usageMessage().exitCodeList(exits);
    }
}
