package org.imgmill.ops;

import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import org.imgmill.batch.DatabaseAway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A line in the log for each delivery and each piece of upkeep that could not be done.
final class LogUpkeep extends AbstractSchedulerListener {

    private static final Logger log = LoggerFactory.getLogger(LogUpkeep.class);

    @Override
    public void onExecutionComplete(ExecutionComplete done) {
        if (done.getResult() == ExecutionComplete.Result.OK) {
            return;
        }
        var task = done.getExecution().taskInstance;
        var cause = done.getCause().orElse(null);
        if (DatabaseAway.explains(cause)) {
            log.warn(
                    "The task {} {} waits: the database does not answer ({}).",
                    task.getTaskName(),
                    task.getId(),
                    String.valueOf(cause));
        } else {
            log.error(
                    "The task {} {} failed and is tried again later.",
                    task.getTaskName(),
                    task.getId(),
                    cause);
        }
    }
}
