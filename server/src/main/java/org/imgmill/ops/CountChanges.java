package org.imgmill.ops;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.imgmill.batch.CompareRuns;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Every few seconds, on one node of a fleet: counts what changed in runs of catalogues that ended.
@Configuration(proxyBeanMethods = false)
class CountChanges {

    @Bean
    Task<Void> changesTask(CompareRuns runs) {
        return Tasks.recurring("changes", FixedDelay.of(Duration.ofSeconds(3)))
                .execute((_, _) -> all(runs));
    }

    private static void all(CompareRuns runs) {
        for (var next = runs.next(); next.isPresent(); next = runs.next()) {
            runs.count(next.get());
        }
    }
}
