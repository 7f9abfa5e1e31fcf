package org.imgmill.ops;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.imgmill.batch.CheckImages;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Every few seconds, on one node of a fleet: checks the images of batches that ended.
@Configuration(proxyBeanMethods = false)
class RunChecks {

    @Bean
    Task<Void> checksTask(CheckImages images) {
        return Tasks.recurring("checks", FixedDelay.of(Duration.ofSeconds(2)))
                .execute((_, _) -> all(images));
    }

    private static void all(CheckImages images) {
        for (var next = images.next(); next.isPresent(); next = images.next()) {
            images.check(next.get());
        }
    }
}
