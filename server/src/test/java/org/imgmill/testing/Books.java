package org.imgmill.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/// What the rows of batches must add up to, as statements that find those that do not.
public final class Books {

    /// Batches whose counters do not follow from their images.
    public static final String WRONG_COUNTERS =
            """
            select b.id::text from batch b cross join lateral (
              select count(*) filter (where status = 0) pending,
                coalesce(sum(uses) filter (where status <> 0), 0) processed,
                coalesce(sum(uses) filter (where status = 1), 0) stored,
                coalesce(sum(uses) filter (where status = 2), 0) failed,
                coalesce(sum(bytes_out::bigint) filter (where status = 1), 0) bytes_out
              from image where batch_id = b.id) i
            where b.deleted_at is null and (
              (b.pending, b.processed, b.stored, b.failed, b.bytes_out)
                is distinct from (i.pending, i.processed, i.stored, i.failed, i.bytes_out)
              or b.failed <> (select coalesce(sum(count), 0) from failure f where f.batch_id = b.id)
              or (select count(*) from image where batch_id = b.id and status = 2)
                <> (select count(*) from failed_image f where f.batch_id = b.id))
            """;

    /// The key of each stored output, a space, and its size.
    public static final String OUTPUTS =
            """
            select b.token || '/' || coalesce(replace(i.name, '/', '%2F'), i.row_no || '-' || i.position) || '.jpg ' || i.bytes_out
            from image i join batch b on b.id = i.batch_id
            where i.status = 1 and b.deleted_at is null
            """;

    private Books() {}

    /// The first column of what a query finds.
    public static List<String> texts(Connection db, String sql) throws SQLException {
        var found = new ArrayList<String>();
        try (var statement = db.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    public static void awaitNone(Connection db, String sql, Duration limit) {
        Awaitility.await().atMost(limit).untilAsserted(() -> assertThat(texts(db, sql)).isEmpty());
    }
}
