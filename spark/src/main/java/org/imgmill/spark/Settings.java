package org.imgmill.spark;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.imgmill.fetch.Cidr;
import org.imgmill.fetch.FetchSettings;
import org.imgmill.transcode.Recipe;

/// What executors are told, in types that travel.
///
/// @param to the folder that everything is written to, without a slash at its end
/// @param outputs that are made of each image
/// @param nameTemplate how they are called; empty: by the key of their image
/// @param window images of one host in flight in one part
/// @param inFlight images in flight in one part, at most
/// @param journalEvery after how many endings they are written down
/// @param decoders the folder of the Java that decoders run in; empty: there is none
record Settings(
        String to,
        String run,
        Output output,
        List<NamedRecipe> outputs,
        String nameTemplate,
        int window,
        int inFlight,
        long shardBytes,
        int journalEvery,
        int attempts,
        Duration firstRetry,
        Duration timeout,
        long maxBytes,
        String userAgent,
        List<String> allow,
        String decoders)
        implements Serializable {

    private static final HexFormat HEX = HexFormat.of();

    /// How images are laid down.
    enum Output {
        SHARDS,
        OBJECTS
    }

    Settings {
        outputs = List.copyOf(outputs);
        allow = List.copyOf(allow);
    }

    /// @throws Options.Wrong for what cannot be, in words
    static Settings of(Options options) {
        try {
            return read(options);
        } catch (IllegalArgumentException e) {
            throw e instanceof Options.Wrong wrong ? wrong : new Options.Wrong(e.getMessage());
        }
    }

    private static Settings read(Options options) {
        String run = options.text("run").orElse("1");
        if (!run.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
            throw new Options.Wrong("--run is a name of letters, digits, dots and dashes.");
        }
        var output =
                options.value(
                        "output",
                        Output.SHARDS,
                        "shards or objects",
                        text -> Output.valueOf(text.toUpperCase(java.util.Locale.ROOT)));
        var outputs = OutputOptions.of(options, output);
        var settings =
                new Settings(
                        options.needed("to").replaceFirst("/+$", ""),
                        run,
                        output,
                        outputs.stream().map(NamedRecipe::of).toList(),
                        OutputOptions.nameTemplate(options, outputs),
                        (int) options.number("window", 8, 1, 256),
                        (int) options.number("in-flight", 256, 1, 4096),
                        options.number("shard-bytes", 256L << 20, 1, 64L << 30),
                        (int) options.number("journal-every", 256, 1, 100_000),
                        (int) options.number("attempts", 4, 1, 100),
                        time(options, "first-retry", Duration.ofSeconds(2)),
                        time(options, "timeout", Duration.ofSeconds(60)),
                        options.number("max-bytes", 50L << 20, 1, 1L << 30),
                        options.text("user-agent").orElse("imgmill/1.0"),
                        options.all("allow"),
                        options.text("decoders").filter(java -> !java.equals("none")).orElse(""));
        settings.fetch();
        return settings;
    }

    /// `250ms`, `2s` or `1m`.
    static Duration time(Options options, String name, Duration usual) {
        return options.value(
                name,
                usual,
                "a time such as 250ms or 2s",
                text ->
                        text.endsWith("ms")
                                ? Duration.ofMillis(
                                        Long.parseLong(text.substring(0, text.length() - 2)))
                                : Duration.parse("PT" + text));
    }

    FetchSettings fetch() {
        var settings =
                FetchSettings.builder().timeout(timeout).maxBytes(maxBytes).userAgent(userAgent);
        allow.forEach(range -> settings.allow(Cidr.of(range)));
        return settings.build();
    }

    List<Recipe> recipes() {
        return outputs.stream().map(output -> output.toOutput().recipe()).toList();
    }

    /// What an image is stored under: the same for the same URL and outputs, whoever stores it and
    /// however often.
    String key(String url) {
        try {
            var hash = MessageDigest.getInstance("SHA-256");
            hash.update(recipeLines().getBytes(StandardCharsets.UTF_8));
            return HEX.formatHex(hash.digest(url.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// Sorted by the outputs' names: their order does not change what is made.
    private String recipeLines() {
        return outputs.stream()
                .sorted(Comparator.comparing(NamedRecipe::name))
                .map(NamedRecipe::line)
                .collect(Collectors.joining());
    }

    String folder(String name) {
        return to + "/" + name + "/run=" + run;
    }
}
