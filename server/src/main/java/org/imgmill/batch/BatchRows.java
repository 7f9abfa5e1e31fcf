package org.imgmill.batch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Rows of the table `batch`, in and out.
@Component
class BatchRows implements RowMapper<Batch> {

    /// The stored rate is a sum that decays with a time constant of ten seconds; a young batch has
    /// had less time to fill it.
    static final String SELECT =
            """
            select b.*, (select c.name from catalogue c where c.id = b.catalogue_id) as catalogue_name,
              rate * exp(-least(extract(epoch from now() - rate_at) / 10, 100))
              / (1 - exp(-least(greatest(extract(epoch from now() - coalesce(started_at, now())), 0.1) / 10, 100))) as rate_now
            from batch b
            """;

    private final JdbcClient db;
    private final Json json;
    private final RetentionSettings settings;

    BatchRows(JdbcClient db, Json json, RetentionSettings settings) {
        this.settings = settings;
        this.db = db;
        this.json = json;
    }

    /// How much was taken in.
    record Counted(int rows, int total, int distinct, int lanes) {}

    void insert(UUID id, NewBatch wanted, Batches.Filled filled, Counted counted) {
        db.sql(
                        """
                        insert into batch (id, name, face, owner, status, priority, token, recipe, header, warnings, rows, lanes,
                          total, distinct_images, pending, formula_cells, max_failures, max_failure_percent, source_url, source_etag, base, name_template, outputs, keep_until, originals, pictures, catalogue_id, outputs_key, forced, finished_at)
                        values (:id, :name, :face, :owner, :status, :priority, :token, :recipe::jsonb, :header::jsonb, :warnings::jsonb,
                          :rows, :lanes, :total, :distinct, :distinct, :formulaCells, :maxFailures, :maxPercent, :source, :etag, :base, :names, :outputs::jsonb, :keep, :originals, :pictures, :catalogue, decode(:outputsKey, 'hex'), :forced,
                          case when :distinct = 0 then now() end)
                        """)
                .param("id", id)
                .param("name", wanted.name())
                .param("face", wanted.face().word())
                .param("owner", wanted.owner())
                .param(
                        "status",
                        (counted.distinct() == 0 ? BatchStatus.COMPLETED : BatchStatus.PENDING)
                                .word())
                .param("priority", wanted.priority())
                .param("token", Tokens.token())
                .param("recipe", json.write(wanted.recipe()))
                .param("header", filled.header())
                .param("warnings", json.write(filled.warnings()))
                .param("rows", counted.rows())
                .param("lanes", counted.lanes())
                .param("total", counted.total())
                .param("distinct", counted.distinct())
                .param("formulaCells", filled.formulaCells())
                .param("source", wanted.source() == null ? null : wanted.source().url())
                .param("etag", wanted.source() == null ? null : wanted.source().etag())
                .param("base", wanted.base())
                .param("originals", filled.originals())
                .param("pictures", filled.pictures())
                .param("catalogue", wanted.run() == null ? null : wanted.run().catalogue())
                .param("outputsKey", wanted.run() == null ? null : wanted.run().outputsKey())
                .param("forced", wanted.run() != null && wanted.run().forced())
                .param("outputs", json.outputs(wanted.outputs()))
                .param("names", wanted.names() == null ? null : wanted.names().text())
                .param("keep", wanted.keep().stored(), Types.TIMESTAMP_WITH_TIMEZONE)
                .param(
                        "maxFailures",
                        wanted.maxFailures() instanceof FailureLimit.Count(int n) ? n : null)
                .param(
                        "maxPercent",
                        wanted.maxFailures() instanceof FailureLimit.Percent(double p) ? p : null)
                .update();
    }

    @Override
    public Batch mapRow(ResultSet row, int n) throws SQLException {
        return new Batch(
                row.getObject("id", UUID.class),
                row.getString("name"),
                Face.of(row.getString("face")),
                row.getObject("owner", UUID.class),
                BatchStatus.of(row.getString("status")),
                row.getInt("priority"),
                row.getString("token"),
                json.outputs(json.recipe(row.getString("recipe")), row.getString("outputs")),
                row.getString("header"),
                json.texts(row.getString("warnings")),
                row.getInt("rows"),
                row.getInt("formula_cells"),
                new Batch.Counts(
                        row.getInt("total"),
                        row.getInt("processed"),
                        row.getInt("stored"),
                        row.getInt("failed"),
                        row.getInt("distinct_images"),
                        row.getInt("pending"),
                        row.getLong("bytes_in"),
                        row.getLong("bytes_out")),
                row.getDouble("rate_now"),
                new Batch.Times(
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getObject("updated_at", OffsetDateTime.class).toInstant(),
                        instant(row, "started_at"),
                        instant(row, "finished_at")),
                source(row),
                row.getString("base"),
                row.getString("name_template"),
                kept(row),
                row.getString("originals"),
                row.getBoolean("pictures"),
                run(row),
                checked(row));
    }

    private Batch.Checked checked(ResultSet row) throws SQLException {
        var found = json.checks(row.getString("checks"));
        return found != null
                ? new Batch.Checked.Done(found)
                : row.getBoolean("to_check")
                        ? new Batch.Checked.Waiting()
                        : new Batch.Checked.Never();
    }

    private Batch.@Nullable Run run(ResultSet row) throws SQLException {
        var catalogue = row.getObject("catalogue_id", UUID.class);
        return catalogue == null
                ? null
                : new Batch.Run(
                        catalogue,
                        row.getString("catalogue_name"),
                        row.getBoolean("forced"),
                        json.changes(row.getString("changes")));
    }

    private static @Nullable Source source(ResultSet row) throws SQLException {
        var url = row.getString("source_url");
        return url == null ? null : new Source(url, row.getString("source_etag"));
    }

    private Batch.Kept kept(ResultSet row) throws SQLException {
        var keep = Keep.of(row.getObject("keep_until", OffsetDateTime.class));
        var finished = instant(row, "finished_at");
        var gone = instant(row, "outputs_gone_at");
        var expires =
                switch (keep) {
                    case Keep.ForEver() -> null;
                    case Keep.Until(var time) -> time;
                    case Keep.AsSet() -> after(finished, settings.retention());
                };
        var outputs =
                gone != null
                        ? gone
                        : keep instanceof Keep.AsSet
                                ? earlier(after(finished, settings.outputRetention()), expires)
                                : expires;
        return new Batch.Kept(keep, expires, outputs, gone != null);
    }

    private static @Nullable Instant after(@Nullable Instant finished, Duration age) {
        return finished == null || age.isZero() ? null : finished.plus(age);
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
