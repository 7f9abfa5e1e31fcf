package org.imgmill.batch;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.imgmill.attempt.FailureCode;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The batches: taking them in and reading them.
///
/// Long: both ways in, from a file and from another batch, begin a batch alike.
@Component
public class Batches {

    private static final int MANY_IMAGES = 1000;

    private final JdbcClient db;
    private final DataSource dataSource;
    private final LaneQueue queue;
    private final Intakes intakes;
    private final BatchRows rows;
    private final ApplicationEventPublisher events;
    private final Memory memory;
    private final CopyBatch copies;

    Batches(
            JdbcClient db,
            DataSource dataSource,
            LaneQueue queue,
            Intakes intakes,
            BatchRows rows,
            ApplicationEventPublisher events,
            Memory memory,
            CopyBatch copies) {
        this.copies = copies;
        this.memory = memory;
        this.db = db;
        this.dataSource = dataSource;
        this.queue = queue;
        this.intakes = intakes;
        this.rows = rows;
        this.events = events;
    }

    /// What a catalogue said of itself beside its rows.
    ///
    /// @param header kept for the rendering of the results
    /// @param formulaCells that a spreadsheet would run as a formula
    /// @param originals the start of the keys of what came in; null: it is not kept
    /// @param pictures whether its images are what came in, so that nothing is fetched
    public record Filled(
            String header,
            List<String> warnings,
            int formulaCells,
            @Nullable String originals,
            boolean pictures) {

        /// Nothing of what came in is kept.
        public Filled(String header, List<String> warnings, int formulaCells) {
            this(header, warnings, formulaCells, null, false);
        }

        /// The same, with the file that came in.
        public Filled keeping(String token) {
            return new Filled(header, warnings, formulaCells, token, false);
        }
    }

    /// Takes a batch in, whole or not at all: `fill` hands every product to the intake; an
    /// exception from it undoes everything.
    ///
    /// Joins the caller's transaction, so that webhooks registered beside it stand or fall with the
    /// batch.
    @Transactional
    public Batch accept(NewBatch wanted, Function<Intake, Filled> fill) {
        var id = Tokens.id();
        Connection connection = DataSourceUtils.getConnection(dataSource);
        holdCatalogue(wanted);
        BatchRows.Counted counted;
        try (var intake = intakes.open(id, connection)) {
            var filled = fill.apply(intake);
            int lanes = intake.finish();
            counted =
                    new BatchRows.Counted(intake.rows(), intake.total(), intake.distinct(), lanes);
            rows.insert(id, wanted, filled, counted);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
        return begin(id, wanted, counted.distinct());
    }

    /// Makes a new batch of the rows and images of another, whatever became of them.
    @Transactional
    public Batch again(Batch of, NewBatch wanted) {
        var id = Tokens.id();
        holdCatalogue(wanted);
        var counted = copies.copy(of, id);
        rows.insert(id, wanted, new Filled(of.header(), of.warnings(), of.formulaCells()), counted);
        return begin(id, wanted, counted.distinct());
    }

    private void holdCatalogue(NewBatch wanted) {
        if (wanted.run() != null && !memory.hold(wanted.run().catalogue())) {
            throw new Refused(ProblemType.NOT_FOUND, "The catalogue was deleted meanwhile.");
        }
    }

    /// A batch whose rows are all there.
    private Batch begin(UUID id, NewBatch wanted, int distinct) {
        if (distinct >= MANY_IMAGES) {
            refreshStatistics();
            if (wanted.run() != null) {
                memory.refreshStatistics();
            }
        }
        if (wanted.run() != null) {
            memory.recall(id);
        }
        queue.scheduleFirst(id);
        var batch = find(id).orElseThrow();
        events.publishEvent(new BatchEvent.Accepted(id));
        if (batch.status().ended()) {
            events.publishEvent(new BatchEvent.Ended(id, batch.status()));
        }
        return batch;
    }

    /// Otherwise PostgreSQL would plan as for small tables until its autovacuum comes by, up to a
    /// minute later.
    private void refreshStatistics() {
        db.sql(
                        "analyze (skip_locked) image (batch_id, lane, image_no, status), product (batch_id, row_no), lane")
                .update();
    }

    public Optional<Batch> find(UUID id) {
        return db.sql(BatchRows.SELECT + " where id = ? and deleted_at is null")
                .param(id)
                .query(rows)
                .optional();
    }

    /// A batch that stays as it is until the caller's transaction ends.
    @Transactional
    public Optional<Batch> hold(UUID id) {
        return db.sql(BatchRows.SELECT + " where id = ? and deleted_at is null for update")
                .param(id)
                .query(rows)
                .optional();
    }

    /// Newest first.
    ///
    /// @param after list on after this batch; null: from the newest
    /// @param skip how many of those to leave out
    public List<Batch> list(BatchFilter filter, @Nullable UUID after, int skip, int limit) {
        var wanted = filter.condition();
        var params = new ArrayList<>(wanted.params());
        var sql = BatchRows.SELECT + " where " + wanted.sql();
        if (after != null) {
            sql += " and (created_at, id) < (select created_at, id from batch where id = ?)";
            params.add(after);
        }
        params.add(skip);
        params.add(limit);
        return db.sql(sql + " order by created_at desc, id desc offset ? limit ?")
                .params(params)
                .query(rows)
                .list();
    }

    public long count(BatchFilter filter) {
        var wanted = filter.condition();
        return db.sql("select count(*) from batch where " + wanted.sql())
                .params(wanted.params())
                .query(Long.class)
                .single();
    }

    /// How many there are, of all keys.
    public long count() {
        return db.sql("select count(*) from batch where deleted_at is null")
                .query(Long.class)
                .single();
    }

    /// How many batches of a key have not ended.
    public int unended(UUID owner) {
        return db.sql(
                        "select count(*) from batch where owner = ? and deleted_at is null and finished_at is null")
                .param(owner)
                .query(Integer.class)
                .single();
    }

    /// Marks a batch as having begun; once only.
    @Transactional
    public void start(UUID id) {
        int started =
                db.sql(
                                """
                                update batch set status = 'processing', started_at = coalesce(started_at, now()), updated_at = now()
                                where id = ? and status = 'pending'
                                """)
                        .param(id)
                        .update();
        if (started == 1) {
            events.publishEvent(new BatchEvent.Started(id));
        }
    }

    private static Failures.OfHost ofHost(ResultSet row) throws SQLException {
        var code = FailureCode.of(row.getInt(1));
        String detail = row.getString(4);
        return new Failures.OfHost(
                code,
                row.getString(2),
                row.getInt(3),
                detail == null ? null : Explanation.of(detail, code.advice()));
    }

    /// How many images of a batch failed, by reason and host, the most frequent first.
    public List<Failures> failures(UUID id) {
        var byHost =
                db.sql(
                                "select code, host, count, detail from failure where batch_id = ? order by count desc, host limit 10000")
                        .param(id)
                        .query((row, n) -> ofHost(row))
                        .list();
        return byHost.stream()
                .collect(Collectors.groupingBy(Failures.OfHost::code))
                .entrySet()
                .stream()
                .map(e -> new Failures(e.getKey(), e.getValue()))
                .sorted((a, b) -> Integer.compare(b.count(), a.count()))
                .toList();
    }
}
