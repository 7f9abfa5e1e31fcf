package org.imgmill.ops;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.imgmill.batch.DeletedBatches;
import org.imgmill.batch.ExpiredOutputs;
import org.imgmill.batch.LogFields;
import org.imgmill.batch.Memory;
import org.imgmill.batch.RetentionSettings;
import org.imgmill.batch.SharedOutputs;
import org.imgmill.storage.Storage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Removes deleted batches and those past their time: objects first, then rows, last the batch, so
/// that a removal that broke off is found again.
///
/// An object is never removed because its batch is unknown: with a wrong database, or a restored
/// one, that would empty a bucket.
@Configuration(proxyBeanMethods = false)
class Retention {

    private static final Logger log = LoggerFactory.getLogger(Retention.class);
    private static final Duration IN_FLIGHT = Duration.ofSeconds(10);
    private static final Duration TURN = Duration.ofSeconds(10);
    private static final Duration LATEST = Duration.ofDays(1);
    private static final int OBJECTS = 500;
    private static final int ROWS = 5000;

    private final DeletedBatches deletedBatches;
    private final ExpiredOutputs expiredOutputs;
    private final SharedOutputs sharedOutputs;
    private final Memory memory;
    private final Storage storage;
    private final RetentionSettings settings;

    Retention(
            DeletedBatches deletedBatches,
            ExpiredOutputs expiredOutputs,
            SharedOutputs sharedOutputs,
            Memory memory,
            Storage storage,
            RetentionSettings settings) {
        this.expiredOutputs = expiredOutputs;
        this.deletedBatches = deletedBatches;
        this.sharedOutputs = sharedOutputs;
        this.memory = memory;
        this.storage = storage;
        this.settings = settings;
    }

    @Bean
    Task<Void> retentionTask() {
        return Tasks.recurring("retention", FixedDelay.of(Duration.ofSeconds(10)))
                .execute((_, _) -> removeForAWhile());
    }

    @Bean
    Task<Void> latecomersTask() {
        return Tasks.recurring("latecomers", FixedDelay.of(Duration.ofHours(1)))
                .execute((_, _) -> removeLatecomers());
    }

    void removeForAWhile() {
        int expired = deletedBatches.expire(settings.retention(), 1000);
        if (expired > 0) {
            log.info(
                    "{} batches are past the time they were kept for and are being removed.",
                    expired);
        }
        int bare = expiredOutputs.expire(settings.outputRetention(), 1000);
        if (bare > 0) {
            log.info(
                    "The outputs of {} batches are past the time they were kept for and are being removed; their rows stay.",
                    bare);
        }
        int replaced = expiredOutputs.expireReplaced(1000);
        if (replaced > 0) {
            log.info(
                    "The outputs of {} batches have been replaced by a newer run of their catalogue; what only they name is being removed.",
                    replaced);
        }
        long end = System.nanoTime() + TURN.toNanos();
        try {
            while (System.nanoTime() < end
                    && (step() || stepOfOutputs() || memory.forgetDeleted(ROWS) == ROWS)) {
                // Each step is a transaction of its own.
            }
        } catch (IOException e) {
            log.warn(
                    "Objects of deleted batches could not be removed: {}. They are tried again in {} s.",
                    e.toString(),
                    TURN.toSeconds());
        }
    }

    /// @return false when nothing is left to do
    private boolean step() throws IOException {
        var next = deletedBatches.first(IN_FLIGHT);
        if (next.isEmpty()) {
            return false;
        }
        var deleted = next.get();
        if (deleted.shared() != null) {
            removeUnlessShared(deleted.shared());
            deletedBatches.removed(deleted.batch());
            return true;
        }
        if (deleteSome(deleted.tokens()) == 0
                && deletedBatches.removeRows(deleted.batch(), ROWS) == 0) {
            deletedBatches.remove(deleted);
            try (var _ = LogFields.batch(deleted.batch())) {
                log.info("The batch and its outputs are removed.");
            }
        }
        return true;
    }

    /// Objects that come late, from a node stopped for long, go with their batch.
    ///
    /// @return false when nothing is left to do
    private boolean stepOfOutputs() throws IOException {
        var next = expiredOutputs.first();
        if (next.isEmpty()) {
            return false;
        }
        if (next.get().shared() != null) {
            removeUnlessShared(next.get().shared());
        }
        if (deleteSome(next.get().tokens()) == 0) {
            expiredOutputs.removed(next.get().batch());
        }
        return true;
    }

    /// Also removes outputs of earlier runs that only this run still named.
    private void removeUnlessShared(DeletedBatches.Shared shared) throws IOException {
        var tokens = new TreeSet<>(sharedOutputs.tokens(shared.catalogue()));
        tokens.add(shared.token());
        for (var token : tokens) {
            var kept = sharedOutputs.toKeep(shared.catalogue(), token);
            storage.deleteAllBut(token, kept);
        }
    }

    private int deleteSome(List<String> tokens) throws IOException {
        int removed = 0;
        for (var token : tokens) {
            removed += storage.deleteSome(token, OBJECTS);
        }
        return removed;
    }

    /// Objects that a stalled node stored after their batch had gone: one last look for each.
    void removeLatecomers() {
        try {
            for (var token : deletedBatches.tokens(LATEST, 1000)) {
                while (storage.deleteSome(token, OBJECTS) > 0) {
                    log.info("Objects of a batch that had gone were stored late and are removed.");
                }
                deletedBatches.forget(token);
            }
        } catch (IOException e) {
            log.warn(
                    "Objects that were stored late could not be removed: {}. They are tried again in an hour.",
                    e.toString());
        }
    }
}
