package org.imgmill.batch;

import java.util.UUID;
import org.imgmill.refusals.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Copies the rows, lanes and images of a batch into a new one, where none of them has had a turn.
@Component
class CopyBatch {

    private final JdbcClient db;

    CopyBatch(JdbcClient db) {
        this.db = db;
    }

    /// @throws Refused if the batch is being removed
    @Transactional(propagation = Propagation.MANDATORY)
    BatchRows.Counted copy(Batch from, UUID to) {
        int rows =
                copy(
                        """
                        insert into product (batch_id, row_no, line, cells, images, problems, carried_id, carried_name)
                        select :to, row_no, line, cells, images, problems, carried_id, carried_name from product where batch_id = :from
                        """,
                        from,
                        to);
        int lanes =
                copy(
                        "insert into lane (batch_id, lane, host, part) select :to, lane, host, part from lane where batch_id = :from",
                        from,
                        to);
        int images =
                copy(
                        """
                        insert into image (batch_id, lane, image_no, row_no, position, uses, url, name)
                        select :to, lane, image_no, row_no, position, uses, url, name from image where batch_id = :from
                        """,
                        from,
                        to);
        if (rows != from.rows() || images != from.counts().distinct()) {
            throw Refused.noSuch("batch", from.id().toString());
        }
        return new BatchRows.Counted(rows, from.counts().total(), images, lanes);
    }

    private int copy(String sql, Batch from, UUID to) {
        return db.sql(sql).param("from", from.id()).param("to", to).update();
    }
}
