package org.imgmill.batch;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Knows which batches' outputs nobody gets any more: the batch was deleted, or their time is over,
/// though the storage still has them for some seconds. A catalogue's run may share its outputs with
/// another run: they are served until they are removed.
///
/// One query at a time goes to the database; callers that come meanwhile share the next one, so
/// that no answer is older than its question. While the database is away nothing is deleted, and
/// outputs are served.
@Component
public class DeletedOutputs {

    private static final Logger log = LoggerFactory.getLogger(DeletedOutputs.class);
    private static final long REST = Duration.ofSeconds(1).toNanos();

    private final JdbcClient db;
    private final ReentrantLock turn = new ReentrantLock();
    private Question next = new Question();
    private volatile long restUntil = System.nanoTime();

    DeletedOutputs(JdbcClient db) {
        this.db = db;
    }

    private record Question(Set<String> tokens, CompletableFuture<Set<String>> deleted) {

        Question() {
            this(new HashSet<>(), new CompletableFuture<>());
        }
    }

    /// @param token with which the keys of a batch's outputs start
    public boolean has(String token) {
        Question mine;
        boolean isFirst;
        synchronized (this) {
            mine = next;
            isFirst = mine.tokens.isEmpty();
            mine.tokens.add(token);
        }
        if (isFirst) {
            ask(mine);
        }
        return mine.deleted.join().contains(token);
    }

    private void ask(Question question) {
        turn.lock();
        try {
            synchronized (this) {
                next = new Question();
            }
            question.deleted.complete(deleted(question.tokens));
        } catch (RuntimeException | Error e) {
            question.deleted.completeExceptionally(e);
        } finally {
            turn.unlock();
        }
    }

    private Set<String> deleted(Set<String> tokens) {
        if (System.nanoTime() - restUntil < 0) {
            return Set.of();
        }
        try {
            return db.sql(
                            """
                            select token from batch where token = any(:tokens::text[]) and catalogue_id is null and (deleted_at is not null or outputs_gone_at is not null)
                            union all select token from gone where token = any(:tokens::text[])
                            """)
                    .param("tokens", tokens.toArray(String[]::new))
                    .query((row, n) -> row.getString(1))
                    .set();
        } catch (RuntimeException e) {
            if (!DatabaseAway.explains(e)) {
                throw e;
            }
            log.debug("outputs are served without the database", e);
            restUntil = System.nanoTime() + REST;
            return Set.of();
        }
    }
}
