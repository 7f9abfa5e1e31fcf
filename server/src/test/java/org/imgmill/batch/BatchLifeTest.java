package org.imgmill.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.imgmill.batch.BatchLife.By;
import org.imgmill.batch.BatchLife.Move;
import org.junit.jupiter.api.Test;

class BatchLifeTest {

    private static final Path DRAWING = Path.of("../docs/states.md");
    private static final Pattern ARROW = Pattern.compile("(?m)^ +(\\w+) --> (\\w+):");

    @Test
    void theDrawingShowsEveryMoveAndNoOther() throws IOException {
        var text = Files.readString(DRAWING);
        var batches = text.substring(text.indexOf("## A batch"), text.indexOf("## An image"));
        List<String> drawn =
                ARROW.matcher(batches)
                        .results()
                        .map(arrow -> arrow.group(1) + " " + arrow.group(2))
                        .distinct()
                        .toList();

        assertThat(drawn)
                .containsExactlyInAnyOrderElementsOf(
                        BatchLife.MOVES.stream()
                                .map(move -> move.from().word() + " " + move.to().word())
                                .distinct()
                                .toList());
    }

    @Test
    void everyStatusIsReachedAndOnlyARetryLeavesAnEndedOne() {
        assertThat(BatchLife.MOVES.stream().map(Move::to).distinct())
                .containsExactlyInAnyOrder(BatchStatus.values());
        assertThat(BatchLife.MOVES.stream().filter(move -> move.from().ended()))
                .isNotEmpty()
                .allMatch(move -> move.by() == By.RETRY);
    }

    @Test
    void aCompletedBatchIsLeftByNothing() {
        assertThat(Arrays.stream(By.values()))
                .noneMatch(by -> BatchLife.may(BatchStatus.COMPLETED, by));
    }
}
