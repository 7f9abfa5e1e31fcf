package org.imgmill.batch;

import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.imgmill.transcode.Watermarks;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The watermarks that each key handed in, and those for all; a key's own come before one for all
/// of the same name.
///
/// A batch names the version that it began with, `logo-0123456789abcdef.png` of `logo.png`, so that
/// all its images get the same picture even if the name gets another one meanwhile. A version that
/// is no longer a watermark stays for the batches that name it.
@Component
public class HandedInWatermarks implements Watermarks.HandedIn {

    /// The most that each key may have.
    public static final int MOST = 50;

    /// In the place of a key: for all.
    private static final UUID ALL = new UUID(0, 0);

    private static final int DIGEST_BYTES = 8;

    /// How many are kept in memory, of 1 MB each at most.
    private static final int KEPT = 16;

    private final JdbcClient db;
    private final Map<String, byte[]> kept = new LinkedHashMap<>(KEPT, 0.75F, true);

    HandedInWatermarks(JdbcClient db) {
        this.db = db;
    }

    /// @param version its name in batches
    public record Watermark(
            String name, boolean shared, String version, int bytes, Instant updated) {}

    /// @param owner the key that it is for; null: for all
    /// @return false if there are too many
    @Transactional
    public boolean put(@Nullable UUID owner, String name, byte[] picture) {
        var version = version(name, picture);
        db.sql(
                        """
                        insert into watermark_file (name, bytes) values (?, ?)
                        on conflict (name) do update set unnamed_at = null
                        """)
                .params(version, picture)
                .update();
        int written =
                db.sql(
                                """
                                insert into watermark (owner, name, version) select :owner, :name, :version
                                where exists (select from watermark where owner = :owner and name = :name)
                                  or (select count(*) from watermark where owner = :owner) < :most
                                on conflict (owner, name) do update set version = excluded.version, updated_at = now()
                                """)
                        .param("owner", key(owner))
                        .param("name", name)
                        .param("version", version)
                        .param("most", MOST)
                        .update();
        tidy();
        return written == 1;
    }

    /// @return false if there was none
    @Transactional
    public boolean delete(@Nullable UUID owner, String name) {
        int deleted =
                db.sql("delete from watermark where owner = ? and name = ?")
                        .params(key(owner), name)
                        .update();
        tidy();
        return deleted == 1;
    }

    /// Those that may be named, by their names.
    public List<Watermark> list(@Nullable UUID owner) {
        return db.sql(
                        """
                        select w.name, w.owner = :all, w.version, length(f.bytes), w.updated_at
                        from watermark w join watermark_file f on f.name = w.version
                        where w.owner = :owner
                        or w.owner = :all and not exists (select from watermark o where o.owner = :owner and o.name = w.name)
                        order by w.name
                        """)
                .param("owner", key(owner))
                .param("all", ALL)
                .query(
                        (row, n) ->
                                new Watermark(
                                        row.getString(1),
                                        row.getBoolean(2),
                                        row.getString(3),
                                        row.getInt(4),
                                        row.getTimestamp(5).toInstant()))
                .list();
    }

    /// The version that a name stands for at present; empty: none was handed in under it.
    public Optional<String> current(@Nullable UUID owner, String name) {
        return db.sql(
                        "select version from watermark where name = ? and owner in (?, ?) order by owner = ? limit 1")
                .params(name, key(owner), ALL, ALL)
                .query(String.class)
                .optional();
    }

    /// A version, which is the same bytes for ever.
    @Override
    public Optional<byte[]> find(String version) {
        synchronized (kept) {
            var known = kept.get(version);
            if (known != null) {
                return Optional.of(known);
            }
        }
        var found =
                db.sql("select bytes from watermark_file where name = ?")
                        .param(version)
                        .query((row, n) -> row.getBytes(1))
                        .optional();
        found.ifPresent(bytes -> keep(version, bytes));
        return found;
    }

    private void keep(String version, byte[] bytes) {
        synchronized (kept) {
            kept.put(version, bytes);
            if (kept.size() > KEPT) {
                kept.remove(kept.keySet().iterator().next());
            }
        }
    }

    /// A version goes a day after its watermark, once no batch that is kept names it: an upload may
    /// have read its name just before.
    private void tidy() {
        db.sql(
                        """
                        update watermark_file f set unnamed_at = now() where unnamed_at is null
                        and not exists (select from watermark w where w.version = f.name)
                        """)
                .update();
        db.sql(
                        """
                        delete from watermark_file f where unnamed_at < now() - interval '1 day'
                        and not exists (select from batch b where b.deleted_at is null
                          and strpos(b.recipe::text || coalesce(b.outputs::text, ''), '"' || f.name || '"') > 0)
                        """)
                .update();
    }

    /// The name with digits of the picture's SHA-256 before its ending.
    private static String version(String name, byte[] picture) {
        var digits = HexFormat.of().formatHex(Sha256.start().digest(picture), 0, DIGEST_BYTES);
        int dot = name.lastIndexOf('.');
        return dot < 0
                ? name + "-" + digits
                : name.substring(0, dot) + "-" + digits + name.substring(dot);
    }

    private static UUID key(@Nullable UUID owner) {
        return owner == null ? ALL : owner;
    }
}
