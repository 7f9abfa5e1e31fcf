package org.imgmill.processing;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.imgmill.batch.BatchEvent;
import org.imgmill.batch.DatabaseAway;
import org.imgmill.batch.Failpoint;
import org.imgmill.batch.LaneQueue;
import org.imgmill.batch.LogFields;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/// Runs lanes from the queue on this node, many at a time on virtual threads.
@Component
@Conditional(RunsLanes.class)
class LaneScheduler implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LaneScheduler.class);

    /// A heartbeat for each of thousands of lanes would cost more than the lanes: each node has one
    /// (`TellPeers`), and loses all its lanes without it.
    private static final Duration NONE = Duration.ofDays(10_000);

    private static final Duration DRAIN = Duration.ofSeconds(20);

    private final DataSource dataSource;
    private final SchedulerName name;
    private final RunLane lanes;
    private final LaneQueue queue;
    private final LaneParts node;
    private volatile @Nullable Scheduler scheduler;
    private @Nullable WatchLanes watch;

    LaneScheduler(
            DataSource dataSource,
            SchedulerName name,
            RunLane lanes,
            LaneQueue queue,
            LaneParts node) {
        this.dataSource = dataSource;
        this.name = name;
        this.lanes = lanes;
        this.queue = queue;
        this.node = node;
    }

    private Task<LaneCursor> task() {
        return Tasks.custom(LaneQueue.TASK, LaneCursor.class)
                .onFailure(tryAgain())
                .execute(this::run);
    }

    private CompletionHandler<LaneCursor> run(
            TaskInstance<LaneCursor> task, ExecutionContext context) throws RuntimeException {
        var id = task.getId();
        int slash = id.indexOf('/');
        var batch = batch(task);
        var place = node.load().running().place(id, batch);
        int lane = Integer.parseInt(id, slash + 1, id.length(), 10);
        var cursor = task.getData() == null ? LaneCursor.START : task.getData();
        node.load().laneWaited(context.getExecution().executionTime, node.clock().now());
        try {
            CompletionHandler<LaneCursor> end =
                    switch (lanes.run(batch, lane, cursor, place)) {
                        case TurnEnd.Over() -> new CompletionHandler.OnCompleteRemove<>();
                        case TurnEnd.More(var next, var pause) -> again(next, pause);
                        case TurnEnd.Sleeping(var next, var time) -> again(next, time);
                    };
            return unlessTakenOver(end);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return again(cursor, Duration.ZERO);
        } finally {
            place.end();
        }
    }

    private CompletionHandler<LaneCursor> again(LaneCursor next, Duration after) {
        return (done, operations) ->
                operations.reschedule(done, node.clock().now().plus(after), next);
    }

    private static UUID batch(TaskInstance<?> task) {
        return LaneQueue.batch(task.getId());
    }

    /// The lanes of a node that stalled run on others; what it still writes of them changes
    /// nothing.
    private static CompletionHandler<LaneCursor> unlessTakenOver(
            CompletionHandler<LaneCursor> end) {
        return (done, operations) -> {
            try {
                end.complete(done, operations);
            } catch (ExecutionException e) {
                var task = done.getExecution().taskInstance;
                try (var _ = LogFields.batch(batch(task))) {
                    log.warn(
                            "Lane {} went on elsewhere while this node stalled. Nothing is lost: it is left to whoever has it.",
                            task.getId());
                }
            }
        };
    }

    private FailureHandler<LaneCursor> tryAgain() {
        return (failed, operations) -> {
            var task = failed.getExecution().taskInstance;
            var cause = failed.getCause().orElse(null);
            try (var _ = LogFields.batch(batch(task))) {
                if (DatabaseAway.explains(cause)) {
                    log.warn(
                            "Lane {} waits: the database does not answer ({}). Next try in 5 s.",
                            task.getId(),
                            String.valueOf(cause));
                } else {
                    log.error("Lane {} could not be run. Next try in 5 s.", task.getId(), cause);
                }
            }
            operations.reschedule(failed, node.clock().now().plusSeconds(5));
        };
    }

    /// New work starts at once instead of at the next poll.
    @TransactionalEventListener
    void accepted(BatchEvent.Accepted event) {
        Failpoint.ACCEPTED.reach();
        pickNow();
    }

    private void pickNow() {
        var running = scheduler;
        if (running != null) {
            running.triggerCheckForDueExecutions();
        }
    }

    /// From the signal on no lane begins another image: the web server may take half a minute for
    /// the requests it has, and the node stops only then.
    @EventListener
    void closing(ContextClosedEvent event) {
        var running = scheduler;
        if (running != null && event.getApplicationContext().getParent() == null) {
            node.draining().begin();
            running.pause();
            log.info(
                    "This node was told to stop: it begins no further image. Those in flight end, and the rest is left to others or to its next start.");
        }
    }

    @Override
    public void start() {
        node.images().awaitWarm();
        node.clock().compare();
        int back = queue.takeBack(name.getName());
        if (back > 0) {
            log.info("{} lanes that this node was running when it ended go on now.", back);
        }
        var started =
                Scheduler.create(dataSource, task())
                        .schedulerName(name)
                        .clock(node.clock())
                        .serializer(new LaneSerializer())
                        .threads(node.settings().lanes() + node.settings().inFlight())
                        .executorService(Executors.newVirtualThreadPerTaskExecutor())
                        .jdbcCustomization(new PickLanes(node.load(), node.settings().polling()))
                        .pollUsingLockAndFetch(0.99, 1.0)
                        .pollingInterval(node.settings().polling())
                        .heartbeatInterval(NONE)
                        .enableImmediateExecution()
                        .enablePriority()
                        .failureLogging(LogLevel.OFF, false)
                        .shutdownMaxWait(DRAIN)
                        .build();
        node.load().running().whenThereIsRoom(this::pickNow);
        started.start();
        scheduler = started;
        watch = WatchLanes.start(node.load(), queue, this::pickNow);
    }

    /// Takes no more lanes, lets what is in flight end, and leaves the rest to others.
    @Override
    public void stop() {
        node.draining().begin();
        var running = scheduler;
        if (running != null) {
            running.stop();
            scheduler = null;
        }
        var watching = watch;
        if (watching != null) {
            watching.close();
            watch = null;
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
