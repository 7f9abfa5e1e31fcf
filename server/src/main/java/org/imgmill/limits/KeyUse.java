package org.imgmill.limits;

import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What each key has of what it may, to be looked at; nothing is counted by looking.
@Component
public class KeyUse {

    /// Of one key. Null: as much as it likes.
    public record Limits(
            @Nullable Integer concurrentBatches,
            @Nullable Long imagesPerDay,
            @Nullable Integer uploadsPerMinute) {}

    /// @param batchesAtWork that have not ended
    /// @param imagesToday null where nobody counts them, because they are not limited
    /// @param uploadsThisMinute likewise
    public record Used(
            int batchesAtWork, @Nullable Long imagesToday, @Nullable Long uploadsThisMinute) {

        public static final Used NOTHING = new Used(0, null, null);
    }

    private final KeyLimits limits;
    private final JdbcClient db;

    KeyUse(KeyLimits limits, JdbcClient db) {
        this.limits = limits;
        this.db = db;
    }

    /// The same for every key.
    public Limits limits() {
        return new Limits(
                limits.concurrentBatches(), limits.imagesPerDay(), limits.uploadsPerMinute());
    }

    public Used of(UUID key) {
        return all().getOrDefault(key, Used.NOTHING);
    }

    public Map<UUID, Used> all() {
        record Row(UUID key, Used used) {}
        return db
                .sql(
                        """
                        select k.id,
                          (select count(*) from batch b
                           where b.owner = k.id and b.deleted_at is null and b.finished_at is null) at_work,
                          (select u.used from key_usage u where u.key_id = k.id and u.what = 'images'
                           and u.starts_at = date_trunc('day', now(), 'UTC')) images,
                          (select u.used from key_usage u where u.key_id = k.id and u.what = 'uploads'
                           and u.starts_at = date_trunc('minute', now(), 'UTC')) uploads
                        from api_key k
                        """)
                .query(
                        (row, _) ->
                                new Row(
                                        row.getObject("id", UUID.class),
                                        new Used(
                                                row.getInt("at_work"),
                                                limits.imagesPerDay() == null
                                                        ? null
                                                        : Long.valueOf(row.getLong("images")),
                                                limits.uploadsPerMinute() == null
                                                        ? null
                                                        : Long.valueOf(row.getLong("uploads")))))
                .list()
                .stream()
                .collect(Collectors.toMap(Row::key, Row::used));
    }
}
