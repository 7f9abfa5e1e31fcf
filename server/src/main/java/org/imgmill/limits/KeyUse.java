package org.imgmill.limits;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.imgmill.auth.OwnLimits;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What each key may have and has used, for display; looking counts nothing.
@Component
public class KeyUse {

    /// Of one key. Null: as much as it likes.
    public record Limits(
            @Nullable Integer concurrentBatches,
            @Nullable Long imagesPerDay,
            @Nullable Integer uploadsPerMinute) {

        private static Limits of(KeyLimits limits) {
            return new Limits(
                    limits.concurrentBatches(), limits.imagesPerDay(), limits.uploadsPerMinute());
        }
    }

    /// @param batchesAtWork that have not ended
    /// @param imagesToday null where nobody counts them, because they are not limited
    /// @param uploadsThisMinute likewise
    public record Used(
            int batchesAtWork, @Nullable Long imagesToday, @Nullable Long uploadsThisMinute) {}

    /// What a key may have, and what it has of it.
    public record Standing(Limits limits, Used used) {}

    private final KeyLimits limits;
    private final JdbcClient db;

    KeyUse(KeyLimits limits, JdbcClient db) {
        this.limits = limits;
        this.db = db;
    }

    /// Of every key for which nothing else was said.
    public Limits limits() {
        return Limits.of(limits);
    }

    public Standing of(UUID key) {
        return Objects.requireNonNull(read(key).get(key), "a key that is not there");
    }

    public Map<UUID, Standing> all() {
        return read(null);
    }

    /// @param key null: all of them
    private Map<UUID, Standing> read(@Nullable UUID key) {
        record Row(UUID key, Standing standing) {}
        return db
                .sql(
                        """
                        select k.id, k.concurrent_batches, k.images_per_day, k.uploads_per_minute,
                          (select count(*) from batch b
                           where b.owner = k.id and b.deleted_at is null and b.finished_at is null) at_work,
                          (select u.used from key_usage u where u.key_id = k.id and u.what = 'images'
                           and u.starts_at = date_trunc('day', now(), 'UTC')) images,
                          (select u.used from key_usage u where u.key_id = k.id and u.what = 'uploads'
                           and u.starts_at = date_trunc('minute', now(), 'UTC')) uploads
                        from api_key k
                        where :key::uuid is null or k.id = :key
                        """)
                .param("key", key)
                .query(
                        (row, _) -> {
                            var may = limits.with(OwnLimits.of(row));
                            var used =
                                    new Used(
                                            row.getInt("at_work"),
                                            may.imagesPerDay() == null
                                                    ? null
                                                    : Long.valueOf(row.getLong("images")),
                                            may.uploadsPerMinute() == null
                                                    ? null
                                                    : Long.valueOf(row.getLong("uploads")));
                            return new Row(
                                    row.getObject("id", UUID.class),
                                    new Standing(Limits.of(may), used));
                        })
                .list()
                .stream()
                .collect(Collectors.toMap(Row::key, Row::standing));
    }
}
