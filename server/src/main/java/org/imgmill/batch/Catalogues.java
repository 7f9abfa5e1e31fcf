package org.imgmill.batch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The catalogues that last, of all keys.
///
/// Long: each of their columns is written and read here.
@Component
public class Catalogues {

    /// The most that each key may have.
    public static final int MOST = 1000;

    private static final UUID NOBODY = new UUID(0, 0);

    private static final String SELECT =
            """
            select c.*, (select b.id from batch b where b.catalogue_id = c.id and b.deleted_at is null
              order by b.created_at desc limit 1) last_run
            from catalogue c where c.deleted_at is null\
            """;

    private final JdbcClient db;

    Catalogues(JdbcClient db) {
        this.db = db;
    }

    /// @return empty if the owner has one of this name, or too many
    /// @param when it is fetched
    public Optional<LastingCatalogue> make(
            @Nullable UUID owner, LastingCatalogue.Said said, When when) {
        var id = Tokens.id();
        int made =
                params(
                                """
                                insert into catalogue (id, owner, name, preset, body, fresh_for, origin_fresh_for, gone_outputs, source_url, schedule, time_zone, paused, base, next_run_at)
                                select :id, :owner, :name, :preset, :body::jsonb, :fresh, :origin, :gone, :source, :schedule, :zone, :paused, :base, :next
                                where (select count(*) from catalogue where deleted_at is null and owner is not distinct from :owner::uuid) < :most
                                on conflict (coalesce(owner, '00000000-0000-0000-0000-000000000000'), name) where deleted_at is null do nothing
                                """,
                                id,
                                said,
                                when)
                        .param("owner", owner)
                        .param("most", MOST)
                        .update();
        return made == 0 ? Optional.empty() : find(id);
    }

    /// @return false if its owner has another of this name, or it is gone
    public boolean change(UUID id, LastingCatalogue.Said said, When when) {
        return params(
                                """
                                update catalogue c set name = :name, preset = :preset, body = :body::jsonb, fresh_for = :fresh,
                                  origin_fresh_for = :origin, gone_outputs = :gone, source_url = :source, schedule = :schedule, time_zone = :zone, paused = :paused,
                                  source_said_at = case when source_url is not distinct from :source then source_said_at end,
                                  base = :base, updated_at = now(),
                                  next_run_at = case when schedule is not distinct from :schedule and time_zone = :zone and source_url is not distinct from :source
                                    and next_run_at is not null then next_run_at else :next::timestamptz end
                                where id = :id and deleted_at is null and not exists (select from catalogue o
                                  where o.id <> c.id and o.owner is not distinct from c.owner and o.name = :name and o.deleted_at is null)
                                """,
                                id,
                                said,
                                when)
                        .update()
                == 1;
    }

    /// @param base the address that the server is asked at; null: links start as the settings say
    /// @param next when it is fetched; null: not by itself
    public record When(@Nullable String base, @Nullable Instant next) {}

    private JdbcClient.StatementSpec params(
            String sql, UUID id, LastingCatalogue.Said said, When when) {
        return db.sql(sql)
                .param("id", id)
                .param("name", said.name())
                .param("preset", said.preset())
                .param("body", said.body())
                .param("fresh", said.freshFor().toSeconds())
                .param("origin", said.originFreshFor().toSeconds())
                .param("gone", said.removesGone() ? "remove" : "keep")
                .param("source", said.fetched().source())
                .param("schedule", said.fetched().schedule())
                .param("zone", said.fetched().zone())
                .param("paused", said.fetched().paused())
                .param("base", when.base())
                .param(
                        "next",
                        when.next() == null ? null : when.next().atOffset(ZoneOffset.UTC),
                        Types.TIMESTAMP_WITH_TIMEZONE);
    }

    public Optional<LastingCatalogue> find(UUID id) {
        return db.sql(SELECT + " and c.id = ?")
                .param(id)
                .query((row, n) -> catalogue(row))
                .optional();
    }

    /// One of this owner's.
    public Optional<LastingCatalogue> find(@Nullable UUID owner, String name) {
        return db.sql(SELECT + " and coalesce(c.owner, ?) = ? and c.name = ?")
                .params(NOBODY, owner == null ? NOBODY : owner, name)
                .query((row, n) -> catalogue(row))
                .optional();
    }

    /// By name.
    ///
    /// @param owner null: all
    /// @param after list on after this one; null: from the first
    public List<LastingCatalogue> list(
            @Nullable UUID owner, @Nullable LastingCatalogue after, int limit) {
        return db.sql(
                        SELECT
                                + """
                                   and (:owner::uuid is null or c.owner = :owner::uuid)
                                  and (:name::text is null or (c.name, c.id) > (:name::text, :id::uuid))
                                  order by c.name, c.id limit :limit
                                  """)
                .param("owner", owner)
                .param("name", after == null ? null : after.said().name())
                .param("id", after == null ? null : after.id())
                .param("limit", limit)
                .query((row, n) -> catalogue(row))
                .list();
    }

    /// Those of this owner whose last run came as a file of this name, or with these columns.
    ///
    /// @param columns as JSON
    public List<LastingCatalogue> like(@Nullable UUID owner, String file, String columns) {
        return db.sql(
                        """
                        with c as (%s and coalesce(c.owner, :nobody) = :owner)
                        select c.* from c join batch b on b.id = c.last_run
                        where b.name = :file or b.header -> 'columns' = :columns::jsonb
                        order by b.name = :file desc, b.created_at desc limit 3
                        """
                                .formatted(SELECT))
                .param("nobody", NOBODY)
                .param("owner", owner == null ? NOBODY : owner)
                .param("file", file)
                .param("columns", columns)
                .query((row, n) -> catalogue(row))
                .list();
    }

    /// It is fetched within seconds, even if it is paused, not due or unchanged.
    public void runNow(UUID id) {
        db.sql("update catalogue set run_now = true where id = ?").param(id).update();
    }

    /// Those that are to be fetched and whose keys are not revoked.
    public List<LastingCatalogue> due(int most) {
        return db.sql(
                        SELECT
                                + """
                                   and c.source_url is not null and (c.run_now or not c.paused and c.next_run_at <= now())
                                  and (c.owner is null or exists (select from api_key k where k.id = c.owner and k.revoked_at is null))
                                  order by c.next_run_at nulls first limit ?
                                  """)
                .param(most)
                .query((row, n) -> catalogue(row))
                .list();
    }

    /// Whether a run of it has not ended.
    public boolean isRunning(UUID id) {
        return db.sql(
                        "select exists (select from batch where catalogue_id = ? and finished_at is null and deleted_at is null)")
                .param(id)
                .query(Boolean.class)
                .single();
    }

    /// Notes how fetching it went. Joins the caller's transaction, which takes the run in.
    ///
    /// @param error why fetching failed; null: it did not
    /// @param version what the run was made of; null: there was no run
    /// @param next when it is fetched next; null: not by itself
    @Transactional
    public void fetched(
            LastingCatalogue catalogue,
            @Nullable String error,
            Seen.@Nullable Version version,
            @Nullable Instant next) {
        var kept = version == null ? catalogue.feed().version() : version;
        db.sql(
                        """
                        update catalogue set run_now = false, source_asked_at = now(), source_error = :error, next_run_at = :next,
                          source_said_at = :at, source_etag = :etag, source_modified = :modified
                        where id = :id and source_url = :source
                        """)
                .param("error", error)
                .param(
                        "next",
                        next == null ? null : next.atOffset(ZoneOffset.UTC),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .param("at", kept.at())
                .param("etag", kept.etag())
                .param("modified", kept.lastModified())
                .param("id", catalogue.id())
                .param("source", catalogue.said().fetched().source())
                .update();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /// Its runs stay as they are, with their outputs; what they learnt is forgotten.
    public void delete(UUID id) {
        db.sql("update catalogue set deleted_at = now() where id = ? and deleted_at is null")
                .param(id)
                .update();
    }

    private static LastingCatalogue catalogue(ResultSet row) throws SQLException {
        return new LastingCatalogue(
                row.getObject("id", UUID.class),
                row.getObject("owner", UUID.class),
                new LastingCatalogue.Said(
                        row.getString("name"),
                        row.getString("preset"),
                        row.getString("body"),
                        Duration.ofSeconds(row.getLong("fresh_for")),
                        Duration.ofSeconds(row.getLong("origin_fresh_for")),
                        row.getString("gone_outputs").equals("remove"),
                        new LastingCatalogue.Fetched(
                                row.getString("source_url"),
                                row.getString("schedule"),
                                row.getString("time_zone"),
                                row.getBoolean("paused"))),
                new LastingCatalogue.Feed(
                        row.getString("base"),
                        instant(row, "next_run_at"),
                        row.getBoolean("run_now"),
                        instant(row, "source_asked_at"),
                        row.getString("source_error"),
                        new Seen.Version(
                                row.getString("source_said_at"),
                                row.getString("source_etag"),
                                row.getString("source_modified"),
                                0)),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant(),
                row.getObject("last_run", UUID.class));
    }
}
