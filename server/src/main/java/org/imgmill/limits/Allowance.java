package org.imgmill.limits;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.imgmill.batch.Batches;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// What is left to a key, counted in the database so that all nodes count together.
@Component
public class Allowance {

    /// A batch may end at any moment.
    private static final Duration UNTIL_A_BATCH_MAY_HAVE_ENDED = Duration.ofSeconds(10);

    private final LimitsOfKeys keys;
    private final JdbcClient db;
    private final Batches batches;

    Allowance(LimitsOfKeys keys, JdbcClient db, Batches batches) {
        this.keys = keys;
        this.db = db;
        this.batches = batches;
    }

    private enum Window {
        MINUTE(60),
        DAY(86_400);

        private final int seconds;

        Window(int seconds) {
            this.seconds = seconds;
        }

        private String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /// One allowance as it stands.
    record Left(String name, long quota, int window, long used, Duration reset) {

        boolean isSpent() {
            return used > quota;
        }

        long left() {
            return Math.max(0, quota - used);
        }
    }

    /// Counts one upload, before it is read.
    ///
    /// @return what is left then; empty without limits
    List<Left> upload(UUID key) {
        var limits = keys.of(key);
        var left = new ArrayList<Left>();
        if (limits.uploadsPerMinute() != null) {
            left.add(use(key, "uploads", Window.MINUTE, limits.uploadsPerMinute(), 1));
        }
        if (limits.imagesPerDay() != null) {
            left.add(use(key, "images", Window.DAY, limits.imagesPerDay(), 0));
        }
        return left;
    }

    /// Counts a batch that was taken in, in the transaction that takes it in: what is refused here
    /// was never there.
    ///
    /// @throws Refused if it is one too many, or has too many images for what is left of the day
    @Transactional(propagation = Propagation.MANDATORY)
    public void charge(UUID key, int images) {
        var limits = keys.of(key);
        if (limits.imagesPerDay() != null) {
            var day = use(key, "images", Window.DAY, limits.imagesPerDay(), images);
            if (day.isSpent()) {
                throw Refused.until(
                        day.reset(),
                        ProblemType.IMAGES_PER_DAY,
                        "This key may hand in %d images a day; this catalogue has %d and %d are left until midnight UTC."
                                .formatted(
                                        day.quota(),
                                        images,
                                        Math.max(0, day.quota() - day.used() + images)));
            }
        }
        checkBatches(key, 0);
    }

    /// @param more batches that are about to be
    /// @throws Refused if there are too many
    void checkBatches(UUID key, int more) {
        var most = keys.of(key).concurrentBatches();
        if (most == null) {
            return;
        }
        // Two uploads of one key never both take the last place.
        db.sql("select id from api_key where id = ? for no key update")
                .param(key)
                .query(UUID.class)
                .single();
        if (batches.unended(key) + more > most) {
            throw Refused.until(
                    UNTIL_A_BATCH_MAY_HAVE_ENDED,
                    ProblemType.CONCURRENT_BATCHES,
                    "This key may have %d batches at work at a time.".formatted(most));
        }
    }

    private Left use(UUID key, String what, Window window, long quota, long amount) {
        return db.sql(
                        """
                        insert into key_usage as u (key_id, what, starts_at, used)
                        values (:key, :what, date_trunc(:unit, now(), 'UTC'), :amount)
                        on conflict (key_id, what) do update set
                          used = excluded.used + case when u.starts_at = excluded.starts_at then u.used else 0 end,
                          starts_at = excluded.starts_at
                        returning used,
                          ceil(extract(epoch from starts_at - now()) + :seconds)::int as reset
                        """)
                .param("key", key)
                .param("what", what)
                .param("unit", window.word())
                .param("amount", amount)
                .param("seconds", window.seconds)
                .query(
                        (row, _) ->
                                new Left(
                                        what,
                                        quota,
                                        window.seconds,
                                        row.getLong("used"),
                                        Duration.ofSeconds(Math.max(1, row.getInt("reset")))))
                .single();
    }
}
