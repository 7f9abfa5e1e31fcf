package org.imgmill.api.intake;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.imgmill.auth.Caller;
import org.imgmill.batch.Batch;
import org.imgmill.batch.Batches;
import org.imgmill.limits.ParsingThreads;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.imgmill.webhook.Webhooks;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Makes one batch of all uploads that come with the same `Idempotency-Key` within a day.
///
/// While the first runs it holds an advisory lock that its transaction gives back however it ends,
/// and it remembers the key in that same transaction: an upload that was refused, or died, is not
/// remembered. It all runs where catalogues are read.
@Component
class Idempotency {

    private static final int LONGEST = 255;

    private final JdbcClient db;
    private final Batches batches;
    private final Webhooks webhooks;
    private final TransactionTemplate transaction;
    private final ParsingThreads threads;

    Idempotency(
            JdbcClient db,
            Batches batches,
            Webhooks webhooks,
            TransactionTemplate transaction,
            ParsingThreads threads) {
        this.db = db;
        this.batches = batches;
        this.webhooks = webhooks;
        this.transaction = transaction;
        this.threads = threads;
    }

    private record Known(byte[] digest, UUID batch) {}

    /// Without the header: just does it.
    Accept.Accepted once(
            HttpServletRequest request,
            UnaryOperator<UploadDigest> digest,
            Supplier<Accept.Accepted> accept) {
        var key = request.getHeader("Idempotency-Key");
        if (key == null) {
            return threads.run(accept);
        }
        if (key.isBlank() || key.length() > LONGEST) {
            throw new Refused(
                    ProblemType.INVALID_IDEMPOTENCY_KEY,
                    "Idempotency-Key is 1 to %d characters long.".formatted(LONGEST));
        }
        var apiKey = Caller.of(request).key();
        var owner = apiKey == null ? "" : apiKey.toString();
        return threads.run(
                () -> {
                    byte[] bytes = digest.apply(new UploadDigest()).bytes();
                    return transaction.execute(_ -> once(owner, key, bytes, accept));
                });
    }

    private Accept.Accepted once(
            String owner, String key, byte[] digest, Supplier<Accept.Accepted> accept) {
        boolean alone =
                db.sql("select pg_try_advisory_xact_lock(hashtextextended(?, 0))")
                        .param("idempotency " + owner + "\n" + key)
                        .query(Boolean.class)
                        .single();
        if (!alone) {
            throw Refused.until(
                    Duration.ofSeconds(1),
                    ProblemType.IDEMPOTENCY_KEY_IN_USE,
                    "An upload with this Idempotency-Key is still being taken in.");
        }
        forgetOld();
        var known = find(owner, key);
        if (known.isPresent() && !Arrays.equals(known.get().digest(), digest)) {
            throw new Refused(
                    ProblemType.IDEMPOTENCY_KEY_REUSED,
                    "This Idempotency-Key was used within a day for an upload that was not the same.");
        }
        var before = known.flatMap(k -> batches.find(k.batch()));
        return before.map(this::again).orElseGet(() -> remember(owner, key, digest, accept.get()));
    }

    /// A client that asks again may never have seen the first answer: this one has secrets too.
    private Accept.Accepted again(Batch batch) {
        return new Accept.Accepted(
                batch, webhooks.of(batch.id()).stream().filter(w -> !w.global()).toList());
    }

    /// Rows that another upload is forgetting at this moment are left to it: nobody waits.
    private void forgetOld() {
        db.sql(
                        """
                        delete from idempotency_key where (owner, key) in (
                          select owner, key from idempotency_key where created_at < now() - interval '24 hours'
                          for update skip locked)
                        """)
                .update();
    }

    private Optional<Known> find(String owner, String key) {
        return db.sql(
                        """
                        select k.digest, k.batch_id from idempotency_key k
                        join batch b on b.id = k.batch_id and b.deleted_at is null
                        where k.owner = ? and k.key = ? and k.created_at >= now() - interval '24 hours'
                        """)
                .params(owner, key)
                .query((row, _) -> new Known(row.getBytes(1), row.getObject(2, UUID.class)))
                .optional();
    }

    private Accept.Accepted remember(
            String owner, String key, byte[] digest, Accept.Accepted accepted) {
        db.sql(
                        """
                        insert into idempotency_key (owner, key, digest, batch_id) values (?, ?, ?, ?)
                        on conflict (owner, key) do update
                        set digest = excluded.digest, batch_id = excluded.batch_id, created_at = now()
                        """)
                .params(owner, key, digest, accepted.batch().id())
                .update();
        return accepted;
    }
}
