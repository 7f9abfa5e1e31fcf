package org.imgmill.transcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.imgmill.transcode.Transcoded.Done;
import org.imgmill.transcode.Transcoded.Reason;
import org.imgmill.transcode.Transcoded.Refused;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Walks the collection of hostile files beside the project, where there is one: its index says of
/// each file whether it must be done (`ok`), must be refused (`reject`) or must merely end (`any`).
class HostileFilesTest {

    private static final Path FILES = Path.of("../../shared/hostile");
    private static final Set<String> OURS = Set.of("core", "extra", "refuse");

    private static List<Ending> endings;

    private record Row(String file, String verdict, String tier) {}

    private record Ending(Row row, Transcoded transcoded) {
        String line() {
            String what =
                    switch (transcoded) {
                        case Done done ->
                                "%s %dx%d by %s"
                                        .formatted(
                                                done.format(),
                                                done.width(),
                                                done.height(),
                                                done.codec());
                        case Refused(var reason, var detail) -> reason + " " + detail;
                    };
            return String.join("\t", row.file, row.verdict, row.tier, what);
        }
    }

    private static Transcoder transcoder;

    @BeforeAll
    static void transcodeThemAll() throws IOException, InterruptedException, ExecutionException {
        assumeTrue(Files.isDirectory(FILES), "no collection of hostile files here");
        transcoder = Transcoder.start(TranscodeLimits.DEFAULT);
        List<Row> rows;
        try (Stream<String> lines = Files.lines(FILES.resolve("index.tsv"))) {
            rows =
                    lines.skip(1)
                            .map(line -> line.split("\t", -1))
                            .map(cells -> new Row(cells[0], cells[2], cells[3]))
                            .filter(row -> OURS.contains(row.tier))
                            .toList();
        }
        try (var threads = Executors.newFixedThreadPool(2)) {
            List<Future<Ending>> futures =
                    rows.stream().map(row -> threads.submit(() -> end(row))).toList();
            endings = new ArrayList<>();
            for (Future<Ending> future : futures) {
                endings.add(future.get());
            }
        }
        Files.write(
                Path.of("target/hostile-files.tsv"), endings.stream().map(Ending::line).toList());
    }

    private static Ending end(Row row) throws IOException, InterruptedException {
        byte[] body = Files.readAllBytes(FILES.resolve(row.file));
        return new Ending(row, transcoder.transcode(body, body.length, Recipe.DEFAULT));
    }

    @AfterAll
    static void stop() {
        if (transcoder != null) {
            transcoder.close();
        }
    }

    @Test
    void goodFilesOfTheCoreAreDone() {
        assertShare(0.99, row -> row.verdict.equals("ok") && row.tier.equals("core"), true);
    }

    @Test
    void goodFilesOfRarerFormatsAreDone() {
        assertShare(0.95, row -> row.verdict.equals("ok") && row.tier.equals("extra"), true);
    }

    @Test
    void badFilesAreRefused() {
        assertShare(0.98, row -> row.verdict.equals("reject"), false);
    }

    /// A refusal names what is wrong with the file, not with us.
    @Test
    void noFileBringsAChildDown() {
        assertThat(endings)
                .filteredOn(
                        ending ->
                                ending.transcoded instanceof Refused(var reason, _)
                                        && reason == Reason.TRANSCODER_CRASH)
                .extracting(Ending::line)
                .isEmpty();
    }

    @Test
    void everyOutputDecodesAndHasTheSizeItSays() throws InterruptedException {
        var toPng = Recipes.of(Recipe.Target.PNG);
        for (Ending ending : endings) {
            if (ending.transcoded instanceof Done done) {
                Transcoded again = transcoder.transcode(done.bytes(), done.bytes().length, toPng);
                assertThat(again).as(ending.line()).isInstanceOf(Done.class);
                assertThat(List.of(((Done) again).width(), ((Done) again).height()))
                        .as(ending.line())
                        .containsExactlyInAnyOrder(done.width(), done.height());
            }
        }
    }

    private static void assertShare(double share, Predicate<Row> which, boolean done) {
        List<Ending> all = endings.stream().filter(ending -> which.test(ending.row)).toList();
        List<String> wrong =
                all.stream()
                        .filter(ending -> ending.transcoded instanceof Done != done)
                        .map(Ending::line)
                        .toList();
        assertThat(all).isNotEmpty();
        assertThat(wrong.size())
                .as("wrong of %d:%n%s", all.size(), String.join(System.lineSeparator(), wrong))
                .isLessThanOrEqualTo((int) (all.size() * (1 - share)));
    }
}
