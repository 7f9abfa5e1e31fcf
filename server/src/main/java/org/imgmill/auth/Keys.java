package org.imgmill.auth;

import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The keys: made, looked up, revoked. None is ever deleted, because batches and the audit log name
/// them.
@Component
@DependsOnDatabaseInitialization
public class Keys {

    private static final String SELECT = "select * from api_key";

    private final JdbcClient db;

    /// Once there is a key there always is: the last one cannot be revoked.
    private volatile boolean any;

    Keys(JdbcClient db) {
        this.db = db;
    }

    /// A key together with its text, which is shown this once.
    public record Made(Key key, String text) {

        @Override
        public String toString() {
            return "Made[" + key + "]";
        }
    }

    /// Whether there is any; before that, this server serves its own machine only.
    public boolean any() {
        if (!any) {
            any =
                    db.sql("select exists (select from api_key where revoked_at is null)")
                            .query(Boolean.class)
                            .single();
        }
        return any;
    }

    /// @throws Refused if it would be the first, and not an admin's: it would lock everybody out
    @Transactional
    public Made create(String name, Set<Scope> scopes, OwnLimits limits) {
        alone();
        if (!scopes.contains(Scope.ADMIN) && admins() == 0) {
            throw new Refused(
                    ProblemType.LAST_ADMIN_KEY,
                    "The first key needs the scope admin: from then on only an admin key makes others.");
        }
        var text = KeyText.generate();
        var key = insert(name, text, text.starts(), scopes, false);
        return new Made(limit(key.id(), limits), text.text());
    }

    /// Makes the first key, unless there is one; of nodes that start together one makes it.
    @Transactional
    Optional<KeyText> createFirst() {
        alone();
        if (admins() > 0) {
            return Optional.empty();
        }
        var text = KeyText.generate();
        insert("admin", text, text.starts(), EnumSet.of(Scope.ADMIN), false);
        return Optional.of(text);
    }

    /// Makes the key of the settings known, once; one that was in the settings before is revoked.
    @Transactional
    void seed(KeyText text) {
        alone();
        db.sql(
                        "update api_key set revoked_at = now() where seeded and revoked_at is null and digest <> ?")
                .param(text.digest())
                .update();
        boolean known =
                db.sql("select exists (select from api_key where digest = ?)")
                        .param(text.digest())
                        .query(Boolean.class)
                        .single();
        if (!known) {
            insert("imgmill.auth.admin-key", text, "", EnumSet.of(Scope.ADMIN), true);
        }
    }

    private Key insert(
            String name, KeyText text, String starts, Set<Scope> scopes, boolean seeded) {
        return db.sql(
                        """
                        insert into api_key (id, name, starts, digest, scopes, seeded) values (?, ?, ?, ?, ?::text[], ?)
                        returning *
                        """)
                .params(
                        UUID.randomUUID(),
                        name,
                        starts,
                        text.digest(),
                        scopes.stream().sorted().map(Scope::word).toArray(String[]::new),
                        seeded)
                .query((row, _) -> key(row))
                .single();
    }

    /// Oldest first, revoked ones too.
    public List<Key> list() {
        return db.sql(SELECT + " order by created_at, id").query((row, _) -> key(row)).list();
    }

    public Optional<Key> find(UUID id) {
        return db.sql(SELECT + " where id = ?").param(id).query((row, _) -> key(row)).optional();
    }

    /// The limits hold from its next upload on.
    public Key limit(UUID id, OwnLimits limits) {
        return db.sql(
                        """
                        update api_key set concurrent_batches = :batches, images_per_day = :images,
                          uploads_per_minute = :uploads
                        where id = :id returning *
                        """)
                .param("batches", limits.concurrentBatches())
                .param("images", limits.imagesPerDay())
                .param("uploads", limits.uploadsPerMinute())
                .param("id", id)
                .query((row, _) -> key(row))
                .single();
    }

    /// It opens nothing from now on, and neither do the sessions it was exchanged for.
    ///
    /// @return false if there is no such key
    /// @throws Refused if nobody could administer the others then
    @Transactional
    public boolean revoke(UUID id) {
        alone();
        var key = find(id);
        if (key.isEmpty() || key.get().revoked() != null) {
            return key.isPresent();
        }
        if (key.get().scopes().contains(Scope.ADMIN) && admins() == 1) {
            throw new Refused(
                    ProblemType.LAST_ADMIN_KEY,
                    "This is the last admin key; make another before you revoke it.");
        }
        db.sql("update api_key set revoked_at = now() where id = ?").param(id).update();
        return true;
    }

    /// Whether a key that was valid once still is.
    public boolean isValid(UUID id) {
        return db.sql("select exists (select from api_key where id = ? and revoked_at is null)")
                .param(id)
                .query(Boolean.class)
                .single();
    }

    /// The index finds by a part of the digest, which says nothing of the key; the full comparison
    /// takes constant time.
    Optional<Caller> find(KeyText text) {
        var digest = text.digest();
        record Row(byte[] digest, Key key) {}
        var found =
                db
                        .sql(
                                SELECT
                                        + " where substring(digest from 1 for 4) = ? and revoked_at is null")
                        .param(Arrays.copyOf(digest, 4))
                        .query((row, _) -> new Row(row.getBytes("digest"), key(row)))
                        .list()
                        .stream()
                        .filter(row -> MessageDigest.isEqual(row.digest(), digest))
                        .map(Row::key)
                        .findFirst();
        found.filter(key -> isStale(key.lastUsed())).ifPresent(key -> used(key.id()));
        return found.map(key -> new Caller(key.id(), key.name(), key.scopes()));
    }

    private static boolean isStale(@Nullable Instant lastUsed) {
        return lastUsed == null || lastUsed.isBefore(Instant.now().minusSeconds(60));
    }

    private void used(UUID id) {
        db.sql("update api_key set last_used_at = now() where id = ?").param(id).update();
    }

    private int admins() {
        return db.sql(
                        "select count(*) from api_key where 'admin' = any(scopes) and revoked_at is null")
                .query(Integer.class)
                .single();
    }

    /// Two nodes never count the last admin key at the same time.
    private void alone() {
        db.sql("select pg_advisory_xact_lock(hashtextextended('imgmill keys', 0))")
                .query((row, _) -> 1)
                .single();
    }

    static Set<Scope> scopes(ResultSet row) throws SQLException {
        var scopes = EnumSet.noneOf(Scope.class);
        for (var word : (String[]) row.getArray("scopes").getArray()) {
            scopes.add(Scope.of(word).orElseThrow());
        }
        return scopes;
    }

    private static Key key(ResultSet row) throws SQLException {
        return new Key(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("starts"),
                scopes(row),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "last_used_at"),
                instant(row, "revoked_at"),
                OwnLimits.of(row));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
