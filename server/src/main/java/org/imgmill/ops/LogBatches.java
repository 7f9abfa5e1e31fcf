package org.imgmill.ops;

import org.imgmill.batch.BatchEvent;
import org.imgmill.batch.LogFields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/// A line in the log for each batch that comes and for each that ends. How its images ended is in
/// the batch.
@Component
class LogBatches {

    private static final Logger log = LoggerFactory.getLogger(LogBatches.class);

    @TransactionalEventListener
    void accepted(BatchEvent.Accepted event) {
        try (var _ = LogFields.batch(event.batch())) {
            log.info("The batch was accepted.");
        }
    }

    @TransactionalEventListener
    void ended(BatchEvent.Ended event) {
        try (var _ = LogFields.batch(event.batch())) {
            log.info("The batch ended: {}.", event.status().word());
        }
    }
}
