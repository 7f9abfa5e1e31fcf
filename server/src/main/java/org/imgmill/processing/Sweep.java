package org.imgmill.processing;

import org.imgmill.batch.LaneQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Every ten seconds: whatever batch lost its lanes gets them back.
@Component
class Sweep {

    private static final Logger log = LoggerFactory.getLogger(Sweep.class);

    private final LaneQueue queue;

    Sweep(LaneQueue queue) {
        this.queue = queue;
    }

    @Scheduled(fixedDelayString = "PT10S", initialDelayString = "PT10S")
    void run() {
        int found = queue.sweep();
        if (found > 0) {
            log.info("{} batches had images left and no turn in the queue; they have one now.", found);
        }
    }
}
