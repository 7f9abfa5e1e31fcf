package org.imgmill.looks;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.imgmill.looks.Eyes.Seen;
import org.imgmill.looks.ThroughServer.Input;
import org.imgmill.looks.ThroughServer.Output;
import org.imgmill.origin.Origin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Every good picture, once through the server and both compared by a browser.
///
/// How far an output may be off is what its quality explains: what the browser shows of the input,
/// handed in again as a plain PNG and written in the output's format, loses as much.
class LooksTheSameTest {

    private static final Path OWN = Path.of("../transcode/src/test/looks");
    private static final Path SAMPLES = Path.of("../samples");
    private static final Path CASES = Path.of("../../shared/cases/images");
    private static final Path HOSTILE = Path.of("../../shared/hostile");
    private static final Set<String> SHOWN =
            Set.of("jpg", "jpeg", "mpo", "png", "webp", "gif", "avif");

    /// File, and why: those of our own and of the collections that look otherwise or are refused.
    private static final String LEFT = "otherwise.tsv";

    private static final double MORE = 1.3;
    private static final double ROUNDING = 3;

    /// Four pixels have no mean.
    private static final int SMALL = 100;

    private static final double ROUNDING_OF_SMALL = 8;

    /// Of animations, whose frames are not handed in again: ordinary loss at quality 50.
    private static final double LOSS_OF_FRAMES = 8;

    private static Origin origin;
    private static Eyes eyes;
    private static ThroughServer server;

    @BeforeAll
    static void start() {
        origin = Origin.start();
        eyes = new Eyes(origin);
        server = new ThroughServer(origin);
    }

    @AfterAll
    static void stop() {
        eyes.close();
        origin.close();
    }

    @Test
    void everyPictureLooksAsItDidBefore() throws IOException {
        List<Input> inputs = inputs();
        Map<String, Output> outputs = server.process(inputs, "in");
        Map<String, Seen> seen = new HashMap<>();
        Map<String, List<Input>> again = new TreeMap<>();
        var wrong = new ArrayList<String>();
        for (Input input : inputs) {
            Output output = outputs.get(input.path());
            if (output == null) {
                wrong.add(input.name() + " is not stored");
                continue;
            }
            eyes.compare(input.path(), output.path())
                    .ifPresent(
                            found -> {
                                seen.put(input.path(), found);
                                boolean still = found.frames() == 1 && !output.kept();
                                if (still && !output.format().equals("gif")) {
                                    again.computeIfAbsent(output.format(), _ -> new ArrayList<>())
                                            .add(again(input));
                                }
                            });
        }
        Map<String, Double> loss = losses(again);
        for (Input input : inputs) {
            Seen found = seen.get(input.path());
            if (found == null) {
                continue;
            }
            double most = most(found, loss.getOrDefault("/again" + input.path(), LOSS_OF_FRAMES));
            if (!found.before().equals(found.after())
                    || found.mean() > most
                    || found.alpha() > most) {
                wrong.add(input.name() + " " + found + ", at most " + most);
            }
        }
        assertThat(seen).hasSizeGreaterThan(inputs.size() * 9 / 10);
        Files.write(Path.of("target/looks-otherwise.txt"), wrong);
        Set<String> left = left();
        assertThat(wrong).filteredOn(line -> !left.contains(name(line))).isEmpty();
        Set<String> there = inputs.stream().map(Input::name).collect(toSet());
        Set<String> otherwise = wrong.stream().map(LooksTheSameTest::name).collect(toSet());
        assertThat(left)
                .as("what looks right again is no exception any more")
                .filteredOn(there::contains)
                .isSubsetOf(otherwise);
    }

    private static Set<String> left() throws IOException {
        try (var in = LooksTheSameTest.class.getResourceAsStream(LEFT)) {
            String rows = new String(requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return rows.lines().map(row -> row.split("\t", 2)[0]).collect(toSet());
        }
    }

    private static String name(String line) {
        return line.substring(0, line.indexOf(' '));
    }

    private static double most(Seen found, double loss) {
        int pixels = found.before().width() * found.before().height();
        return loss * MORE + (pixels < SMALL ? ROUNDING_OF_SMALL : ROUNDING);
    }

    private static Input again(Input input) {
        return new Input(input.name(), "/again" + input.path(), eyes.shown(input.path()));
    }

    private static Map<String, Double> losses(Map<String, List<Input>> again) {
        var losses = new HashMap<String, Double>();
        again.forEach(
                (format, inputs) ->
                        server.process(inputs, format, "format", format, "on_larger", "keep_output")
                                .forEach(
                                        (path, output) ->
                                                losses.put(
                                                        path,
                                                        eyes.compare(path, output.path())
                                                                .orElseThrow()
                                                                .mean())));
        return losses;
    }

    private static List<Input> inputs() throws IOException {
        var files = new ArrayList<Path>(below(OWN));
        files.addAll(below(SAMPLES));
        if (Files.isDirectory(CASES)) {
            files.addAll(below(CASES));
        }
        if (Files.isDirectory(HOSTILE)) {
            try (Stream<String> rows = Files.lines(HOSTILE.resolve("index.tsv"))) {
                rows.map(row -> row.split("\t", -1))
                        .filter(cells -> cells[2].equals("ok"))
                        .map(cells -> HOSTILE.resolve(cells[0]))
                        .filter(LooksTheSameTest::isShown)
                        .forEach(files::add);
            }
        }
        var inputs = new ArrayList<Input>();
        for (Path file : files) {
            inputs.add(
                    new Input(
                            file.getFileName().toString(),
                            "/" + inputs.size(),
                            Files.readAllBytes(file)));
        }
        return inputs;
    }

    private static List<Path> below(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(LooksTheSameTest::isShown)
                    .sorted()
                    .toList();
        }
    }

    private static boolean isShown(Path file) {
        String name = file.getFileName().toString();
        return SHOWN.contains(name.substring(name.lastIndexOf('.') + 1));
    }
}
