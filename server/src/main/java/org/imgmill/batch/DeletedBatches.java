package org.imgmill.batch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Batches that are gone for everyone and now go from the database too, in steps small enough that
/// nobody waits for them.
@Component
public class DeletedBatches {

    /// Those with many rows; what hangs on the batch itself goes with it.
    private static final List<String> TABLES =
            List.of("image", "failed_image", "failure", "product", "lane");

    private final JdbcClient db;

    DeletedBatches(JdbcClient db) {
        this.db = db;
    }

    /// A batch to be removed, and what the keys of its objects start with.
    ///
    /// @param shared the outputs of which some may have to stay; null: none
    public record Deleted(UUID batch, List<String> tokens, @Nullable Shared shared) {}

    /// The catalogue of a batch, and the token of its outputs; they may be named by other runs.
    public record Shared(UUID catalogue, String token) {}

    /// Deletes batches that are past the time they were asked to be kept for; without one, batches
    /// that ended longer ago than `age`.
    ///
    /// @param age 0: none of the latter
    /// @return how many
    @Transactional
    public int expire(Duration age, int most) {
        return db.sql(
                        """
                        update batch set deleted_at = now(), updated_at = now()
                        where id in (
                          select id from batch
                          where deleted_at is null and finished_at is not null
                            and ((keep_until is null and :age > 0 and finished_at < now() - :age * interval '1 second')
                              or keep_until < now())
                          order by finished_at limit :most for update skip locked)
                        """)
                .param("age", age.toSeconds())
                .param("most", most)
                .update();
    }

    /// The batch that was deleted first.
    ///
    /// @param since how long ago at least, so that its images in flight have ended
    public Optional<Deleted> first(Duration since) {
        return db.sql(
                        """
                        select id, token, originals, catalogue_id, outputs_removed_at is null whole from batch where deleted_at < now() - ? * interval '1 millisecond'
                        order by deleted_at limit 1
                        """)
                .param(since.toMillis())
                .query(
                        (row, n) ->
                                new Deleted(
                                        row.getObject(1, UUID.class),
                                        tokens(row),
                                        row.getBoolean("whole") ? shared(row) : null))
                .optional();
    }

    /// Leaves out the outputs of a catalogue's run: other runs may name them.
    static List<String> tokens(ResultSet row) throws SQLException {
        var token = row.getObject("catalogue_id") == null ? row.getString("token") : null;
        return Stream.of(token, row.getString("originals")).filter(Objects::nonNull).toList();
    }

    /// Null where nobody else can name its outputs.
    static @Nullable Shared shared(ResultSet row) throws SQLException {
        var catalogue = row.getObject("catalogue_id", UUID.class);
        return catalogue == null ? null : new Shared(catalogue, row.getString("token"));
    }

    /// All outputs of a run that nobody names any more are removed.
    public void removed(UUID batch) {
        db.sql("update batch set outputs_removed_at = now() where id = ?").param(batch).update();
    }

    /// Removes rows of a deleted batch.
    ///
    /// @return fewer than `most` when none are left
    @Transactional
    public int removeRows(UUID batch, int most) {
        int removed = 0;
        for (var table : TABLES) {
            if (removed < most) {
                removed +=
                        db.sql(
                                        """
                                        delete from %s where ctid = any(array(
                                          select ctid from %s where batch_id = ? limit ?))
                                        """
                                                .formatted(table, table))
                                .params(batch, most - removed)
                                .update();
            }
        }
        return removed;
    }

    /// Removes the batch itself and remembers its tokens for a while: a node that was stopped for
    /// long may yet store an object of it.
    @Transactional
    public void remove(Deleted deleted) {
        db.sql("insert into gone (token) select unnest(?::text[]) on conflict do nothing")
                .param(deleted.tokens().toArray(String[]::new))
                .update();
        db.sql(
                        """
                        insert into gone (token) select b.token from batch b
                        where b.id = ? and b.catalogue_id is not null and not exists (select from shared_token s where s.token = b.token)
                        on conflict do nothing
                        """)
                .param(deleted.batch())
                .update();
        db.sql("delete from batch where id = ? and deleted_at is not null")
                .param(deleted.batch())
                .update();
    }

    /// Tokens of batches that went longer ago than this.
    public List<String> tokens(Duration age, int most) {
        return db.sql(
                        """
                        select token from gone where at < now() - ? * interval '1 millisecond'
                        order by at limit ?
                        """)
                .params(age.toMillis(), most)
                .query((row, n) -> row.getString(1))
                .list();
    }

    public void forget(String token) {
        db.sql("delete from gone where token = ?").param(token).update();
    }
}
