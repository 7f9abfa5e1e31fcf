package org.imgmill.batch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The presets of each key, and those for all; a key's own come before one for all of the same
/// name.
@Component
public class Presets {

    /// In the place of a key: for all.
    private static final UUID ALL = new UUID(0, 0);

    /// The most that each key may have.
    public static final int MOST = 200;

    private final JdbcClient db;

    Presets(JdbcClient db) {
        this.db = db;
    }

    /// @param owner the key that it is for; null: for all
    /// @return false if there are too many
    @Transactional
    public boolean put(@Nullable UUID owner, String name, boolean usual, String body) {
        var key = key(owner);
        if (usual) {
            db.sql("update preset set usual = false where owner = ? and usual").param(key).update();
        }
        int written =
                db.sql(
                                """
                                insert into preset (owner, name, usual, body) select :owner, :name, :usual, :body::jsonb
                                where exists (select from preset where owner = :owner and name = :name)
                                  or (select count(*) from preset where owner = :owner) < :most
                                on conflict (owner, name) do update set usual = excluded.usual, body = excluded.body, updated_at = now()
                                """)
                        .param("owner", key)
                        .param("name", name)
                        .param("usual", usual)
                        .param("body", body)
                        .param("most", MOST)
                        .update();
        return written == 1;
    }

    /// @param owner the key of whoever asks; null: none
    public Optional<Preset> find(@Nullable UUID owner, String name) {
        return db.sql(
                        "select * from preset where name = ? and owner in (?, ?) order by owner = ? limit 1")
                .params(name, key(owner), ALL, ALL)
                .query((row, n) -> preset(row))
                .optional();
    }

    /// The preset of uploads that name none.
    public Optional<Preset> usual(@Nullable UUID owner) {
        return db.sql(
                        "select * from preset where usual and owner in (?, ?) order by owner = ? limit 1")
                .params(key(owner), ALL, ALL)
                .query((row, n) -> preset(row))
                .optional();
    }

    /// Those that may be named, by their names.
    public List<Preset> list(@Nullable UUID owner) {
        return db.sql(
                        """
                        select * from preset p where owner = :owner
                        or owner = :all and not exists (select from preset o where o.owner = :owner and o.name = p.name)
                        order by name
                        """)
                .param("owner", key(owner))
                .param("all", ALL)
                .query((row, n) -> preset(row))
                .list();
    }

    /// @return false if there was none
    public boolean delete(@Nullable UUID owner, String name) {
        return db.sql("delete from preset where owner = ? and name = ?")
                        .params(key(owner), name)
                        .update()
                == 1;
    }

    private static UUID key(@Nullable UUID owner) {
        return owner == null ? ALL : owner;
    }

    private static Preset preset(ResultSet row) throws SQLException {
        return new Preset(
                row.getString("name"),
                ALL.equals(row.getObject("owner", UUID.class)),
                row.getBoolean("usual"),
                row.getString("body"));
    }
}
