package org.imgmill.batch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The catalogues that last, of all keys.
@Component
public class Catalogues {

    /// However many each key may have.
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
    public Optional<LastingCatalogue> make(@Nullable UUID owner, LastingCatalogue.Said said) {
        var id = Tokens.id();
        int made =
                params(
                                """
                                insert into catalogue (id, owner, name, preset, body, fresh_for, origin_fresh_for, gone_outputs)
                                select :id, :owner, :name, :preset, :body::jsonb, :fresh, :origin, :gone
                                where (select count(*) from catalogue where deleted_at is null and owner is not distinct from :owner::uuid) < :most
                                on conflict (coalesce(owner, '00000000-0000-0000-0000-000000000000'), name) where deleted_at is null do nothing
                                """,
                                id,
                                said)
                        .param("owner", owner)
                        .param("most", MOST)
                        .update();
        return made == 0 ? Optional.empty() : find(id);
    }

    /// @return false if its owner has another of this name, or it is gone
    public boolean change(UUID id, LastingCatalogue.Said said) {
        return params(
                                """
                                update catalogue c set name = :name, preset = :preset, body = :body::jsonb, fresh_for = :fresh,
                                  origin_fresh_for = :origin, gone_outputs = :gone, updated_at = now()
                                where id = :id and deleted_at is null and not exists (select from catalogue o
                                  where o.id <> c.id and o.owner is not distinct from c.owner and o.name = :name and o.deleted_at is null)
                                """,
                                id,
                                said)
                        .update()
                == 1;
    }

    private JdbcClient.StatementSpec params(String sql, UUID id, LastingCatalogue.Said said) {
        return db.sql(sql)
                .param("id", id)
                .param("name", said.name())
                .param("preset", said.preset())
                .param("body", said.body())
                .param("fresh", said.freshFor().toSeconds())
                .param("origin", said.originFreshFor().toSeconds())
                .param("gone", said.removesGone() ? "remove" : "keep");
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
                        row.getString("gone_outputs").equals("remove")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant(),
                row.getObject("last_run", UUID.class));
    }
}
