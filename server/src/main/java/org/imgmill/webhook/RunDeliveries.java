package org.imgmill.webhook;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Instant;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The task that the scheduler of deliveries and upkeep runs for each delivery.
///
/// A try that was cut off by the end of its node is made again under the same webhook-id: each
/// delivery is made at least once.
@Configuration(proxyBeanMethods = false)
class RunDeliveries {

    @Bean
    Task<Void> deliveryTask(Deliver deliver) {
        return Tasks.custom(DeliveryQueue.TASK, Void.class)
                .onDeadExecutionRevive()
                .onFailure(tryAgain())
                .execute((task, _) -> run(deliver, task));
    }

    private static CompletionHandler<Void> run(Deliver deliver, TaskInstance<Void> task) {
        try {
            return switch (deliver.run(UUID.fromString(task.getId()))) {
                case Deliver.Next.Over() -> new CompletionHandler.OnCompleteRemove<>();
                case Deliver.Next.Later(var wait) ->
                        (done, operations) -> operations.reschedule(done, Instant.now().plus(wait));
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return (done, operations) -> operations.reschedule(done, Instant.now());
        }
    }

    private static FailureHandler<Void> tryAgain() {
        return (failed, operations) -> operations.reschedule(failed, Instant.now().plusSeconds(5));
    }
}
