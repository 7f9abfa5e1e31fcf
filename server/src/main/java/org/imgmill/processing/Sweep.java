package org.imgmill.processing;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.imgmill.batch.LaneQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Every ten seconds, on one node of a fleet: whatever batch lost its lanes gets them back.
@Configuration(proxyBeanMethods = false)
class Sweep {

    private static final Logger log = LoggerFactory.getLogger(Sweep.class);

    @Bean
    Task<Void> sweepTask(LaneQueue queue) {
        return Tasks.recurring("sweep", FixedDelay.of(Duration.ofSeconds(10)))
                .execute((_, _) -> run(queue));
    }

    private static void run(LaneQueue queue) {
        int found = queue.sweep();
        if (found > 0) {
            log.info(
                    "{} batches had images left and no turn in the queue; they have one now.",
                    found);
        }
    }
}
