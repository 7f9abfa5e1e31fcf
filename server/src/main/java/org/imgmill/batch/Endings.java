package org.imgmill.batch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Writes how images ended and moves the counters of their batches by what was really written.
///
/// An ending is written only where the image is still pending, so that a late one changes nothing.
/// Batches are locked in the order of their ids, so that two nodes never deadlock.
///
/// The batch's id comes out of a materialized CTE and not as a constant: PostgreSQL, which knows
/// little of a young table, would else fetch all images of the batch and compare each with every
/// ending.
@Component
public class Endings {

    private final JdbcClient db;
    private final ApplicationEventPublisher events;
    private final Memory memory;

    Endings(JdbcClient db, ApplicationEventPublisher events, Memory memory) {
        this.db = db;
        this.memory = memory;
        this.events = events;
    }

    /// All of these in one transaction; the last image of a batch ends the batch in it too.
    @Transactional
    public void write(List<Outcome> endings) {
        var alive = lock(endings.stream().map(Outcome::batch).collect(Collectors.toSet()));
        var held = memory.hold(endings);
        var byBatch =
                held.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Outcome::batch, TreeMap::new, Collectors.toList()));
        byBatch.forEach(
                (batch, all) -> {
                    var was = alive.get(batch);
                    if (was != null) {
                        writeBatch(batch, was, all);
                    }
                });
        memory.remember(held);
    }

    private Map<UUID, BatchStatus> lock(Set<UUID> batches) {
        var found = new HashMap<UUID, BatchStatus>();
        db.sql(
                        "select id, status from batch where id = any(?::uuid[]) and deleted_at is null order by id for update")
                .param(batches.toArray(UUID[]::new))
                .query(
                        row -> {
                            found.put(
                                    row.getObject(1, UUID.class), BatchStatus.of(row.getString(2)));
                        });
        return found;
    }

    private void writeBatch(UUID batch, BatchStatus was, List<Outcome> endings) {
        var later = new ArrayList<Outcome.Again>();
        var ended = new ArrayList<Outcome.Ended>();
        for (var ending : endings) {
            switch (ending) {
                case Outcome.Again again -> later.add(again);
                case Outcome.Ended one -> ended.add(one);
            }
        }
        if (!later.isEmpty()) {
            writeAgain(batch, later);
        }
        if (!ended.isEmpty()) {
            ended.sort(Comparator.comparing(Outcome::image));
            var moved = writeEnded(batch, ended);
            if (moved.failures.length > 0) {
                writeFailures(batch, ended, moved.failures);
            }
            if (!was.ended() && moved.status.ended()) {
                events.publishEvent(new BatchEvent.Ended(batch, moved.status));
                Failpoint.BATCH_ENDS.reach();
            }
        }
    }

    /// What a statement moved: the batch's status after it, and the images that failed by it,
    /// packed.
    private record Moved(BatchStatus status, Long[] failures) {}

    private Moved writeEnded(UUID batch, List<Outcome.Ended> endings) {
        var rows = new EndingColumns(endings);
        return db.sql(
                        ImageStatus.in(
                                        """
                        with e as materialized (
                          select ?::uuid batch_id, * from unnest(?::int[], ?::int[], ?::smallint[], ?::smallint[], ?::smallint[], ?::text[],
                            ?::smallint[], ?::int[], ?::int[], ?::int[], ?::int[], ?::float8[], ?::int[], ?::text[], ?::text[], ?::bytea[])
                          e(lane, image_no, status, code, http_status, detail, format, width, height, bytes_in, bytes_out, look, ms, outputs, kept_as, glance)),
                        u as (
                          update image i set status = e.status, code = e.code, http_status = e.http_status, detail = e.detail,
                            format = e.format, width = e.width, height = e.height, bytes_in = e.bytes_in,
                            bytes_out = e.bytes_out, look = e.look, ms = e.ms, outputs = coalesce(e.outputs::jsonb, i.outputs), kept_as = e.kept_as, glance = e.glance, attempts = i.attempts + 1, retry_at = null, ended_at = now()
                          from e
                          where i.batch_id = e.batch_id and i.lane = e.lane and i.image_no = e.image_no and i.status = {pending}
                          returning i.lane, i.image_no, i.uses, i.status, i.bytes_in, i.bytes_out),
                        d as (
                          select count(*)::int n, coalesce(sum(uses), 0)::int uses,
                            coalesce(sum(uses) filter (where status = {stored}), 0)::int stored,
                            coalesce(sum(uses) filter (where status = {failed}), 0)::int failed,
                            coalesce(sum(bytes_in::bigint) filter (where status = {stored}), 0)::bigint bytes_in,
                            coalesce(sum(bytes_out::bigint) filter (where status = {stored}), 0)::bigint bytes_out,
                            coalesce(array_agg(lane::bigint << 32 | image_no order by lane, image_no)
                              filter (where status = {failed}), '{}') failures
                          from u),
                        c as (
                          select b.id, b.status in ('pending', 'processing', 'paused') alive, b.pending - d.n pending,
                            b.processed + d.uses processed, b.stored + d.stored stored, b.failed + d.failed failed
                          from batch b, d where b.id = ?)
                        update batch b set
                          pending = c.pending, processed = c.processed, stored = c.stored, failed = c.failed,
                          bytes_in = b.bytes_in + d.bytes_in, bytes_out = b.bytes_out + d.bytes_out,
                          rate = b.rate * exp(-least(extract(epoch from now() - b.rate_at) / 10, 100)) + d.uses / 10.0, rate_at = now(),
                          updated_at = now(),
                          started_at = coalesce(b.started_at, now()),
                          status = {life.status},
                          finished_at = {life.finished_at}
                        from c, d where b.id = c.id returning b.status, d.failures
                        """)
                                .replace("{life.status}", BatchLife.STATUS)
                                .replace("{life.finished_at}", BatchLife.FINISHED_AT))
                .params(rows.params(batch))
                .query(
                        (row, n) ->
                                new Moved(
                                        BatchStatus.of(row.getString(1)),
                                        (Long[]) row.getArray(2).getArray()))
                .single();
    }

    private void writeFailures(UUID batch, List<Outcome.Ended> endings, Long[] failed) {
        var written = Set.of(failed);
        var reasons =
                endings.stream()
                        .filter(Outcome.Failed.class::isInstance)
                        .map(Outcome.Failed.class::cast)
                        .filter(f -> written.contains(f.image().pack()))
                        .toList();
        db.sql(
                        """
                        with f as materialized (
                          select ?::uuid batch_id, * from unnest(?::int[], ?::int[], ?::smallint[], ?::text[])
                            f(lane, image_no, code, host)),
                        x as (insert into failed_image select batch_id, lane, image_no from f on conflict do nothing)
                        insert into failure as a (batch_id, code, host, count, detail)
                        select i.batch_id, f.code, f.host, sum(i.uses), min(i.detail) from f
                        join image i on i.batch_id = f.batch_id and i.lane = f.lane and i.image_no = f.image_no
                        group by i.batch_id, f.code, f.host
                        on conflict (batch_id, code, host) do update set count = a.count + excluded.count, detail = coalesce(a.detail, excluded.detail)
                        """)
                .params(
                        batch,
                        reasons.stream().map(f -> f.image().lane()).toArray(Integer[]::new),
                        reasons.stream().map(f -> f.image().number()).toArray(Integer[]::new),
                        reasons.stream().map(f -> f.code().number()).toArray(Short[]::new),
                        reasons.stream().map(Outcome.Failed::host).toArray(String[]::new))
                .update();
    }

    private void writeAgain(UUID batch, List<Outcome.Again> later) {
        db.sql(
                        ImageStatus.in(
                                """
                        with e as materialized (
                          select ?::uuid batch_id, * from unnest(?::int[], ?::int[], ?::bigint[], ?::boolean[], ?::boolean[])
                            e(lane, image_no, millis, counts, throttled))
                        update image i set retry_at = now() + e.millis * interval '1 millisecond',
                          attempts = i.attempts + e.counts::int,
                          throttled_at = case when e.throttled then coalesce(i.throttled_at, now()) else i.throttled_at end
                        from e where i.batch_id = e.batch_id and i.lane = e.lane and i.image_no = e.image_no and i.status = {pending}
                        """))
                .params(
                        batch,
                        later.stream().map(a -> a.image().lane()).toArray(Integer[]::new),
                        later.stream().map(a -> a.image().number()).toArray(Integer[]::new),
                        later.stream().map(a -> a.after().toMillis()).toArray(Long[]::new),
                        later.stream().map(a -> a.reason().usesUpATry()).toArray(Boolean[]::new),
                        later.stream().map(a -> a.reason().isTheHosts()).toArray(Boolean[]::new))
                .update();
    }
}
