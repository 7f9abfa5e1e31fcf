package org.imgmill.looks;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.imgmill.looks.Eyes.Seen;
import org.imgmill.looks.ThroughServer.Input;
import org.imgmill.looks.ThroughServer.Output;
import org.imgmill.origin.Origin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Animated PNGs of every way of drawing a frame, in another format and smaller, compared by a
/// browser frame by frame.
class AnimatedPngsTest {

    private static final Path ANIMATED = Path.of("../../shared/hostile/png/apng");
    private static final double LOSS = 6;

    /// Edges differ by the way of shrinking, and these pictures consist of edges.
    private static final double LOSS_AND_SHRINKING = 12;

    /// A few pixels of strong colours, whose resolution WebP halves.
    private static final int TINY = 16 * 16;

    private static final double LOSS_OF_TINY = 16;

    /// Files that are no pictures to a browser: numbers out of order, no or two controls of a
    /// frame.
    private static final int NOT_SHOWN = 4;

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
    void asWebpEveryFrameLooksAsItDid() throws IOException {
        List<Input> inputs = inputs("webp");
        var outputs = server.process(inputs, "webp", "format", "webp", "quality", "90");
        var wrong = new ArrayList<String>();
        int shown = 0;
        for (Input input : inputs) {
            Output output = requireNonNull(outputs.get(input.path()), input.name());
            Optional<Seen> seen = eyes.compare(input.path(), output.path());
            shown += seen.isPresent() ? 1 : 0;
            seen.filter(both -> !looksAlike(both, LOSS))
                    .ifPresent(both -> wrong.add(input.name() + " " + both));
        }
        assertThat(wrong).isEmpty();
        assertThat(shown).isGreaterThanOrEqualTo(inputs.size() - NOT_SHOWN);
    }

    @Test
    void smallerOnesShowTheSameFramesForAsLong() throws IOException {
        List<Input> inputs = inputs("small");
        var outputs = server.process(inputs, "small", "max_height", "20");
        var wrong = new ArrayList<String>();
        for (Input input : inputs) {
            Output output = requireNonNull(outputs.get(input.path()), input.name());
            eyes.compareSmaller(input.path(), output.path())
                    .filter(both -> !looksAlike(both, LOSS_AND_SHRINKING))
                    .ifPresent(both -> wrong.add(input.name() + " " + both));
        }
        assertThat(wrong).isEmpty();
    }

    /// Frames that are all alike become a still picture.
    private static boolean looksAlike(Seen both, double loss) {
        var before = both.before();
        var after = both.after();
        boolean still = after.length() == 0 && both.frames() > 1;
        boolean asLong = before.length() == after.length() && before.loops() == after.loops();
        double most = before.width() * before.height() <= TINY ? LOSS_OF_TINY : loss;
        return (still || asLong) && both.mean() <= most && both.alpha() <= most;
    }

    private static List<Input> inputs(String run) throws IOException {
        assumeTrue(Files.isDirectory(ANIMATED), "the collection is not here");
        var inputs = new ArrayList<Input>();
        try (Stream<Path> files = Files.list(ANIMATED)) {
            for (Path file : files.sorted().toList()) {
                inputs.add(
                        new Input(
                                file.getFileName().toString(),
                                "/" + run + "/" + inputs.size(),
                                Files.readAllBytes(file)));
            }
        }
        return inputs;
    }
}
