package org.imgmill.batch;

import java.sql.Types;
import java.util.Set;
import java.util.UUID;
import org.imgmill.attempt.FailureCode;
import org.imgmill.batch.BatchLife.By;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The verbs that steer a batch. Each takes the batch's row lock first, and each may be repeated.
@Component
public class BatchVerbs {

    private final JdbcClient db;
    private final LaneQueue queue;
    private final ApplicationEventPublisher events;

    BatchVerbs(JdbcClient db, LaneQueue queue, ApplicationEventPublisher events) {
        this.db = db;
        this.queue = queue;
        this.events = events;
    }

    /// Images in flight end and count; pending ones are shown as cancelled.
    ///
    /// @return false if the batch had already ended otherwise
    @Transactional
    public boolean cancel(UUID id) {
        return move(
                id,
                By.CANCEL,
                () -> {
                    db.sql(
                                    "update batch set status = 'cancelled', finished_at = now(), updated_at = now() where id = ?")
                            .param(id)
                            .update();
                    halt(id);
                    events.publishEvent(new BatchEvent.Ended(id, BatchStatus.CANCELLED));
                });
    }

    /// @return false if the batch had already ended
    @Transactional
    public boolean pause(UUID id) {
        return move(
                id,
                By.PAUSE,
                () -> {
                    status(id, BatchStatus.PAUSED);
                    halt(id);
                });
    }

    /// @return false if the batch had already ended
    @Transactional
    public boolean resume(UUID id) {
        return move(
                id,
                By.RESUME,
                () -> {
                    db.sql(
                                    """
                                    update batch set status = case when started_at is null then 'pending' else 'processing' end,
                                      updated_at = now() where id = ?
                                    """)
                            .param(id)
                            .update();
                    queue.scheduleFirst(id);
                    events.publishEvent(new BatchEvent.Continued(id));
                });
    }

    /// @return whether the batch is where the verb leads, be it by this call or an earlier one
    private boolean move(UUID id, By verb, Runnable steps) {
        var was = lock(id);
        if (BatchLife.isThere(was, verb)) {
            return true;
        }
        if (!BatchLife.may(was, verb)) {
            return false;
        }
        steps.run();
        return true;
    }

    private void halt(UUID id) {
        queue.remove(id);
        events.publishEvent(new BatchEvent.Halted(id));
    }

    /// Gives failed images another go; in a cancelled batch also those that had no turn.
    ///
    /// @param codes only images that failed like this; empty: all
    /// @return how many URLs are to be tried again
    @Transactional
    public int retry(UUID id, Set<FailureCode> codes) {
        var was = lock(id);
        var numbers =
                (codes.isEmpty() ? Set.of(FailureCode.values()) : codes)
                        .stream().map(code -> (int) code.number()).toArray(Integer[]::new);
        int again =
                db.sql(
                                ImageStatus.in(
                                        """
                                with r as (
                                  update image i set status = {pending}, retry_at = now(), throttled_at = null, attempts = 0,
                                    code = null, http_status = null, detail = null, ended_at = null
                                  from failed_image f
                                  where f.batch_id = ? and i.batch_id = f.batch_id and i.lane = f.lane
                                    and i.image_no = f.image_no and i.status = {failed} and i.code = any(?::int[])
                                  returning i.lane, i.image_no, i.uses),
                                x as (
                                  delete from failed_image f using r
                                  where f.batch_id = ? and f.lane = r.lane and f.image_no = r.image_no),
                                d as (select count(*) n, coalesce(sum(uses), 0) uses from r)
                                update batch b set pending = b.pending + d.n, processed = b.processed - d.uses,
                                  failed = b.failed - d.uses
                                from d where b.id = ? returning d.uses
                                """))
                        .params(id, numbers, id, id)
                        .query(Integer.class)
                        .single();
        db.sql("delete from failure where batch_id = ? and code = any(?::int[])")
                .params(id, numbers)
                .update();
        int left =
                db.sql("select pending from batch where id = ?")
                        .param(id)
                        .query(Integer.class)
                        .single();
        if (left > 0 && (again > 0 || was == BatchStatus.CANCELLED)) {
            db.sql(
                            "update batch set finished_at = null, changes = null, checks = null, to_check = true, rate = 0, rate_at = now(), updated_at = now() where id = ?")
                    .param(id)
                    .update();
            if (BatchLife.may(was, By.RETRY)) {
                status(id, BatchStatus.PROCESSING);
            }
            if (was != BatchStatus.PAUSED) {
                queue.scheduleFirst(id);
                events.publishEvent(new BatchEvent.Continued(id));
            }
        }
        return again;
    }

    /// Higher goes first, from now on.
    @Transactional
    public void prioritise(UUID id, int priority) {
        lock(id);
        db.sql("update batch set priority = ?, updated_at = now() where id = ?")
                .params(priority, id)
                .update();
        queue.prioritise(id, priority);
    }

    /// How long it stays, whatever was said before.
    @Transactional
    public void keep(UUID id, Keep keep) {
        lock(id);
        db.sql("update batch set keep_until = :until, updated_at = now() where id = :id")
                .param("until", keep.stored(), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("id", id)
                .update();
    }

    /// The batch is gone at once for everyone; its rows and objects follow in small steps.
    @Transactional
    public void delete(UUID id) {
        db.sql(
                        "update batch set deleted_at = now(), updated_at = now() where id = ? and deleted_at is null")
                .param(id)
                .update();
        halt(id);
    }

    private void status(UUID id, BatchStatus status) {
        db.sql("update batch set status = ?, updated_at = now() where id = ?")
                .params(status.word(), id)
                .update();
    }

    /// @throws NoSuchBatch if it was deleted
    private BatchStatus lock(UUID id) {
        return db.sql("select status from batch where id = ? and deleted_at is null for update")
                .param(id)
                .query(String.class)
                .optional()
                .map(BatchStatus::of)
                .orElseThrow(() -> new NoSuchBatch(id));
    }
}
