package org.imgmill.batch;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Outputs that are past the time they were kept for, while the rows of their batch stay.
@Component
public class ExpiredOutputs {

    private final JdbcClient db;

    ExpiredOutputs(JdbcClient db) {
        this.db = db;
    }

    /// A batch whose outputs are to be removed, and what the keys of the objects start with: those
    /// of its outputs, and of pictures that came in.
    ///
    /// @param shared the outputs of which some may have to stay; null: none
    public record Going(UUID batch, List<String> tokens, DeletedBatches.@Nullable Shared shared) {}

    /// Withdraws the outputs of runs that a newer run of their catalogue replaces, if its owner
    /// wants only the last run's; outputs that the newer run names too stay.
    ///
    /// @return of how many batches
    @Transactional
    public int expireReplaced(int most) {
        return db.sql(
                        """
                        update batch set outputs_gone_at = now(), updated_at = now()
                        where id in (
                          select b.id from batch b join catalogue c on c.id = b.catalogue_id and c.gone_outputs = 'remove' and c.deleted_at is null
                          where b.deleted_at is null and b.keep_until is null and b.outputs_gone_at is null and b.finished_at is not null
                            and exists (select from batch n where n.catalogue_id = b.catalogue_id and n.created_at > b.created_at
                              and n.deleted_at is null and n.status in ('completed', 'completed_with_errors'))
                          order by b.finished_at limit ? for update of b skip locked)
                        """)
                .param(most)
                .update();
    }

    /// Withdraws the outputs of batches that ended longer ago than this, unless they were asked to
    /// be kept for another time.
    ///
    /// @param age 0: none
    /// @return of how many batches
    @Transactional
    public int expire(Duration age, int most) {
        if (age.isZero()) {
            return 0;
        }
        return db.sql(
                        """
                        update batch set outputs_gone_at = now(), updated_at = now()
                        where id in (
                          select id from batch
                          where deleted_at is null and keep_until is null and outputs_gone_at is null
                            and finished_at is not null and finished_at < now() - :age * interval '1 second'
                          order by finished_at limit :most for update skip locked)
                        """)
                .param("age", age.toSeconds())
                .param("most", most)
                .update();
    }

    /// The batch whose outputs were withdrawn first and are not all removed.
    public Optional<Going> first() {
        return db.sql(
                        """
                        select id, token, case when pictures then originals end originals, catalogue_id from batch
                        where outputs_gone_at is not null and outputs_removed_at is null and deleted_at is null
                        order by outputs_gone_at limit 1
                        """)
                .query(
                        (row, n) ->
                                new Going(
                                        row.getObject(1, UUID.class),
                                        DeletedBatches.tokens(row),
                                        DeletedBatches.shared(row)))
                .optional();
    }

    /// All that belonged to them is removed.
    public void removed(UUID batch) {
        db.sql("update batch set outputs_removed_at = now() where id = ?").param(batch).update();
    }
}
