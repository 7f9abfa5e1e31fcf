package org.imgmill.ops;

import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import org.imgmill.batch.DatabaseAway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A line in the log for each delivery and each piece of upkeep that could not be done, and one
/// when the database answers after it did not.
final class LogUpkeep extends AbstractSchedulerListener {

    private static final Logger log = LoggerFactory.getLogger(LogUpkeep.class);

    private final DatabaseLog database;

    LogUpkeep(DatabaseLog database) {
        this.database = database;
    }

    @Override
    public void onSchedulerEvent(SchedulerEventType type) {
        if (type == SchedulerEventType.RAN_EXECUTE_DUE) {
            database.answered();
        }
    }

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
