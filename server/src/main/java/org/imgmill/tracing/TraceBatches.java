package org.imgmill.tracing;

import java.util.UUID;
import java.util.function.Consumer;
import org.imgmill.batch.Batch;
import org.imgmill.batch.BatchEvent;
import org.imgmill.batch.Batches;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/// Traces what is certain about batches: what was committed.
@Component
class TraceBatches {

    private static final Logger log = LoggerFactory.getLogger(TraceBatches.class);

    private final Traces traces;
    private final Batches batches;

    TraceBatches(Traces traces, Batches batches) {
        this.traces = traces;
        this.batches = batches;
    }

    @TransactionalEventListener
    void accepted(BatchEvent.Accepted event) {
        trace(event.batch(), batch -> traces.accepted(batch, CallerTrace.current()));
    }

    @TransactionalEventListener
    void ended(BatchEvent.Ended event) {
        trace(event.batch(), traces::ended);
    }

    /// Nobody's work fails because its trace does.
    private void trace(UUID batch, Consumer<Batch> span) {
        if (!traces.collected()) {
            return;
        }
        try {
            batches.find(batch).ifPresent(span);
        } catch (DataAccessException e) {
            log.debug("batch {} has a gap in its trace", batch, e);
        }
    }
}
