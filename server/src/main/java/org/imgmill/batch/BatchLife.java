package org.imgmill.batch;

import static org.imgmill.batch.BatchStatus.CANCELLED;
import static org.imgmill.batch.BatchStatus.COMPLETED;
import static org.imgmill.batch.BatchStatus.COMPLETED_WITH_ERRORS;
import static org.imgmill.batch.BatchStatus.FAILED;
import static org.imgmill.batch.BatchStatus.PAUSED;
import static org.imgmill.batch.BatchStatus.PENDING;
import static org.imgmill.batch.BatchStatus.PROCESSING;

import java.util.List;

/// The life of a batch: every move from one status to another, and how the last ending moves it.
/// `docs/states.md` draws it.
final class BatchLife {

    /// What moves a batch.
    enum By {
        FIRST_TURN,
        PAUSE,
        RESUME,
        CANCEL,
        LAST_ENDING,
        TOO_MANY_FAILURES,
        RETRY
    }

    record Move(BatchStatus from, By by, BatchStatus to) {}

    static final List<Move> MOVES =
            List.of(
                    new Move(PENDING, By.FIRST_TURN, PROCESSING),
                    new Move(PENDING, By.PAUSE, PAUSED),
                    new Move(PROCESSING, By.PAUSE, PAUSED),
                    new Move(PAUSED, By.RESUME, PENDING),
                    new Move(PAUSED, By.RESUME, PROCESSING),
                    new Move(PENDING, By.CANCEL, CANCELLED),
                    new Move(PROCESSING, By.CANCEL, CANCELLED),
                    new Move(PAUSED, By.CANCEL, CANCELLED),
                    new Move(PROCESSING, By.LAST_ENDING, COMPLETED),
                    new Move(PROCESSING, By.LAST_ENDING, COMPLETED_WITH_ERRORS),
                    new Move(PROCESSING, By.LAST_ENDING, FAILED),
                    new Move(PAUSED, By.LAST_ENDING, COMPLETED),
                    new Move(PAUSED, By.LAST_ENDING, COMPLETED_WITH_ERRORS),
                    new Move(PAUSED, By.LAST_ENDING, FAILED),
                    new Move(PROCESSING, By.TOO_MANY_FAILURES, FAILED),
                    new Move(PAUSED, By.TOO_MANY_FAILURES, FAILED),
                    new Move(COMPLETED_WITH_ERRORS, By.RETRY, PROCESSING),
                    new Move(FAILED, By.RETRY, PROCESSING),
                    new Move(CANCELLED, By.RETRY, PROCESSING));

    /// SQL, true when a batch has failed more often than it may; `b` is its row, `c` its counters
    /// after the endings that are being written.
    private static final String TOO_MANY_FAILURES =
            """
            (c.failed >= b.max_failures
              or c.processed >= 1000 and c.failed * 100.0 >= b.max_failure_percent * c.processed)\
            """;

    /// SQL, true when nothing of a batch is stored: not even some of several outputs of an image;
    /// `e` are the endings that are being written.
    private static final String NOTHING_STORED =
            """
            c.stored = 0 and (b.outputs is null
              or not exists (select from e where e.outputs is not null)
              and not exists (select from image i where i.batch_id = b.id and i.outputs is not null))\
            """;

    /// SQL for the status after endings were written.
    static final String STATUS =
            """
            case
              when not c.alive then b.status
              when c.pending = 0 and %s then 'failed'
              when c.pending = 0 and c.failed > 0 then 'completed_with_errors'
              when c.pending = 0 then 'completed'
              when %s then 'failed'
              else b.status end\
            """
                    .formatted(NOTHING_STORED, TOO_MANY_FAILURES);

    /// SQL for when it ended, after endings were written.
    static final String FINISHED_AT =
            "case when c.alive and (c.pending = 0 or %s) then now() else b.finished_at end"
                    .formatted(TOO_MANY_FAILURES);

    private BatchLife() {}

    /// Whether a batch of this status can be moved so.
    static boolean may(BatchStatus status, By by) {
        return MOVES.stream().anyMatch(move -> move.from() == status && move.by() == by);
    }

    /// Whether a batch of this status is already where such a move leads.
    static boolean isThere(BatchStatus status, By by) {
        return MOVES.stream().anyMatch(move -> move.to() == status && move.by() == by);
    }
}
