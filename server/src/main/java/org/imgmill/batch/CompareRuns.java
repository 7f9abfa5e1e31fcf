package org.imgmill.batch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Compares a run of a catalogue with the run before it, image by image.
///
/// Once a run has ended the upkeep does it, and not the last ending itself: for millions of images
/// it takes seconds, and nobody should wait for that.
@Component
public class CompareRuns {

    private static final int PAGE = 20_000;

    /// The images of a run; `made` says which outputs they have.
    private static final String IMAGES =
            """
            select i.lane, i.image_no, i.row_no, i.url, i.format,
              case when i.status = {stored} then coalesce(i.kept_as, b.token || '/' || coalesce(i.name, i.row_no || '-' || i.position)) end made
            from batch b join image i on i.batch_id = b.id where b.id = ?\
            """;

    /// `c` is an image of this run, `p` one of the run before.
    private static final String KIND =
            """
            case
              when p.url is null then case when c.made is null then 'failed_now' else 'new' end
              when c.url is null then 'gone'
              when c.made is null and p.made is null then 'unchanged'
              when c.made is null then 'failed_now'
              when p.made is null then 'mended'
              when c.made = p.made and c.format = p.format then 'unchanged'
              else 'changed' end\
            """;

    private final JdbcClient db;
    private final Json json;
    private final ApplicationEventPublisher events;

    CompareRuns(JdbcClient db, Json json, ApplicationEventPublisher events) {
        this.db = db;
        this.json = json;
        this.events = events;
    }

    /// The run that ended first of those that are not compared yet.
    public Optional<UUID> next() {
        return db.sql(
                        """
                        select id from batch
                        where catalogue_id is not null and changes is null and finished_at is not null and deleted_at is null and status <> 'cancelled'
                        order by finished_at limit 1
                        """)
                .query((row, n) -> row.getObject(1, UUID.class))
                .optional();
    }

    /// Counts what changed, keeps it with the run, and publishes that something did.
    @Transactional
    public void count(UUID run) {
        var since = before(run);
        var changes =
                db.sql(
                                ImageStatus.in(
                                        """
                                with c as (%s), p as (%s), k as (select %s kind from c full join p on p.url = c.url)
                                select count(*) filter (where kind = 'new') added, count(*) filter (where kind = 'changed') changed,
                                  count(*) filter (where kind = 'unchanged') unchanged, count(*) filter (where kind = 'gone') gone,
                                  count(*) filter (where kind = 'failed_now') failed_now, count(*) filter (where kind = 'mended') mended
                                from k
                                """
                                                .formatted(IMAGES, IMAGES, KIND)))
                        .params(run, since == null ? new UUID(0, 0) : since)
                        .query(
                                (row, n) ->
                                        new Changes(
                                                since,
                                                row.getInt("added"),
                                                row.getInt("changed"),
                                                row.getInt("unchanged"),
                                                row.getInt("gone"),
                                                row.getInt("failed_now"),
                                                row.getInt("mended")))
                        .single();
        int kept =
                db.sql(
                                """
                                update batch set changes = ?::jsonb, updated_at = now()
                                where id = ? and changes is null and finished_at is not null and deleted_at is null
                                """)
                        .params(json.write(changes), run)
                        .update();
        if (kept == 1 && !changes.none()) {
            events.publishEvent(new BatchEvent.Changed(run));
        }
    }

    private @Nullable UUID before(UUID run) {
        return db.sql(
                        """
                        select o.id from batch b join batch o on o.catalogue_id = b.catalogue_id and o.created_at < b.created_at
                        where b.id = ? and o.deleted_at is null and o.finished_at is not null and o.status <> 'cancelled'
                        order by o.created_at desc limit 1
                        """)
                .param(run)
                .query((row, n) -> row.getObject(1, UUID.class))
                .optional()
                .orElse(null);
    }

    /// Hears of images.
    public interface Hearer {
        void change(Changes.Change change);
    }

    /// All images of both runs: this one's in their order, then those that are gone. Nothing is
    /// held in the database meanwhile.
    ///
    /// @param since the run before; null: there is none
    public void each(Batch run, @Nullable Batch since, Hearer hearer) {
        var before = since == null ? new UUID(0, 0) : since.id();
        pages(
                """
                with c as materialized (%s and (i.lane, i.image_no) > (?, ?) order by i.lane, i.image_no limit ?), p as (%s)
                select %s kind, c.lane, c.image_no, c.row_no, c.url, c.made now, c.format now_format, p.made before, p.format before_format
                from c left join p on p.url = c.url order by c.lane, c.image_no
                """
                        .formatted(IMAGES, IMAGES, KIND),
                after -> List.of(run.id(), after.lane(), after.number(), PAGE, before),
                row -> hearer.change(change(row, run, since)));
        pages(
                """
                with p as (%s and (i.lane, i.image_no) > (?, ?)
                  and not exists (select from image o where o.batch_id = ? and o.url = i.url) order by i.lane, i.image_no limit ?)
                select 'gone' kind, p.lane, p.image_no, p.row_no, p.url, null::text now, null::int now_format, p.made before, p.format before_format
                from p order by p.lane, p.image_no
                """
                        .formatted(IMAGES),
                after -> List.of(before, after.lane(), after.number(), run.id(), PAGE),
                row -> hearer.change(change(row, run, since)));
    }

    private interface Params {
        List<Object> after(ImageId image);
    }

    private interface Row {
        void read(ResultSet row) throws SQLException;
    }

    private void pages(String sql, Params params, Row each) {
        var last = new ImageId(-1, -1);
        for (int read = PAGE; read == PAGE; ) {
            var ids =
                    db.sql(ImageStatus.in(sql))
                            .params(params.after(last))
                            .query(
                                    (row, n) -> {
                                        each.read(row);
                                        return new ImageId(
                                                row.getInt("lane"), row.getInt("image_no"));
                                    })
                            .list();
            read = ids.size();
            last = ids.isEmpty() ? last : ids.getLast();
        }
    }

    private static Changes.Change change(ResultSet row, Batch run, @Nullable Batch since)
            throws SQLException {
        return new Changes.Change(
                Changes.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getInt("row_no"),
                row.getString("url"),
                key(row, "before", since),
                key(row, "now", run));
    }

    private static @Nullable String key(ResultSet row, String column, @Nullable Batch batch)
            throws SQLException {
        var made = row.getString(column);
        return made == null || batch == null || !batch.hasOutputs()
                ? null
                : Image.key(
                        made,
                        batch.outputs().getFirst(),
                        EndingColumns.format(row.getInt(column + "_format")));
    }
}
