package org.imgmill.processing;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.DeadExecutionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.imgmill.batch.BatchEvent;
import org.imgmill.batch.Failpoint;
import org.imgmill.batch.LaneQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/// Runs lanes from the queue on this node, many at a time on virtual threads.
@Component
@Conditional(RunsLanes.class)
class LaneScheduler implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LaneScheduler.class);
    private static final Duration DRAIN = Duration.ofSeconds(20);

    private final DataSource dataSource;
    private final RunLane.Node node;
    private final SchedulerName name;
    private final Draining draining;
    private volatile @Nullable Scheduler scheduler;

    LaneScheduler(DataSource dataSource, RunLane.Node node, SchedulerName name, Draining draining) {
        this.dataSource = dataSource;
        this.node = node;
        this.name = name;
        this.draining = draining;
    }

    private Task<LaneCursor> task() {
        return Tasks.custom(LaneQueue.TASK, LaneCursor.class)
                .onDeadExecution(suspect())
                .onFailure(tryAgain())
                .execute(this::run);
    }

    private CompletionHandler<LaneCursor> run(
            TaskInstance<LaneCursor> task, ExecutionContext context) throws RuntimeException {
        var id = task.getId();
        int slash = id.indexOf('/');
        var batch = UUID.fromString(id.substring(0, slash));
        int lane = Integer.parseInt(id, slash + 1, id.length(), 10);
        var cursor = task.getData() == null ? LaneCursor.START : task.getData();
        try {
            return switch (RunLane.run(node, batch, lane, cursor)) {
                case RunLane.Over(var followed) -> {
                    giveTurn(batch, followed);
                    yield new CompletionHandler.OnCompleteRemove<>();
                }
                case RunLane.More(var next, var pause) ->
                        (done, operations) ->
                                operations.reschedule(done, Instant.now().plus(pause), next);
                case RunLane.Sleeping(var next, var time, var followed) -> {
                    giveTurn(batch, followed);
                    yield (done, operations) ->
                            operations.reschedule(done, Instant.now().plus(time), next);
                }
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return (done, operations) -> operations.reschedule(done, Instant.now(), cursor);
        }
    }

    private void giveTurn(UUID batch, boolean followed) {
        if (followed) {
            node.queue().scheduleNext(batch);
        }
    }

    private static DeadExecutionHandler<LaneCursor> suspect() {
        return (dead, operations) -> {
            var task = dead.getExecution().taskInstance;
            var cursor = task.getData() instanceof LaneCursor known ? known : LaneCursor.START;
            log.warn(
                    "The node {} died or stalled while it ran lane {}. Another goes on from image {}, slowly at first.",
                    dead.getExecution().pickedBy,
                    task.getId(),
                    cursor.cursor() + 1);
            operations.reschedule(dead, Instant.now(), cursor.afterDeath());
        };
    }

    private static FailureHandler<LaneCursor> tryAgain() {
        return (failed, operations) -> {
            log.warn(
                    "Lane {} could not be run: {}. Next try in 5 s.",
                    failed.getExecution().taskInstance.getId(),
                    failed.getCause().map(Throwable::toString).orElse("no reason given"));
            operations.reschedule(failed, Instant.now().plusSeconds(5));
        };
    }

    /// New work starts at once instead of at the next poll.
    @TransactionalEventListener
    void accepted(BatchEvent.Accepted event) {
        Failpoint.ACCEPTED.reach();
        var running = scheduler;
        if (running != null) {
            running.triggerCheckForDueExecutions();
        }
    }

    @Override
    public void start() {
        node.codec().awaitWarm();
        int back = node.queue().takeBack(name.getName());
        if (back > 0) {
            log.info("{} lanes that this node was running when it ended go on now.", back);
        }
        var started =
                Scheduler.create(dataSource, task())
                        .schedulerName(name)
                        .serializer(new LaneSerializer())
                        .threads(node.settings().lanes())
                        .executorService(Executors.newVirtualThreadPerTaskExecutor())
                        .pollUsingLockAndFetch(0.99, 1.0)
                        .pollingInterval(node.settings().polling())
                        .heartbeatInterval(node.settings().heartbeat())
                        .missedHeartbeatsLimit(4)
                        .enableImmediateExecution()
                        .enablePriority()
                        .shutdownMaxWait(DRAIN)
                        .build();
        started.start();
        scheduler = started;
    }

    /// Takes no more lanes, lets what is in flight end, and leaves the rest to others.
    @Override
    public void stop() {
        draining.begin();
        var running = scheduler;
        if (running != null) {
            running.stop();
            scheduler = null;
        }
    }

    @Override
    public boolean isRunning() {
        return scheduler != null;
    }

    @Override
    public int getPhase() {
        return Phases.LANES;
    }
}
