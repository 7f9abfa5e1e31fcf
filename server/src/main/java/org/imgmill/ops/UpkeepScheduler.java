package org.imgmill.ops;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.imgmill.webhook.DeliveriesDue;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/// Runs deliveries and upkeep, apart from lanes and with a table of their own, so that they never
/// queue behind lanes.
///
/// Every part of imgmill that has such work contributes it as a bean of type `Task`.
@Component
class UpkeepScheduler implements SmartLifecycle {

    static final String TABLE = "upkeep_tasks";

    /// Nearly all of them wait for answers to deliveries, holding no connection to the database.
    private static final int THREADS = 32;

    private final DataSource dataSource;
    private final JdbcClient db;
    private final List<Task<?>> tasks;
    private final SchedulerName name;
    private final DatabaseLog log;
    private volatile @Nullable Scheduler scheduler;

    UpkeepScheduler(
            DataSource dataSource,
            JdbcClient db,
            List<Task<?>> tasks,
            SchedulerName name,
            DatabaseLog log) {
        this.dataSource = dataSource;
        this.db = db;
        this.tasks = tasks;
        this.name = name;
        this.log = log;
    }

    @Override
    public void start() {
        takeBack();
        var onDemand = new ArrayList<Task<?>>();
        var recurring = new ArrayList<RecurringTask<?>>();
        for (var task : tasks) {
            if (task instanceof RecurringTask<?> often) {
                recurring.add(often);
            } else {
                onDemand.add(task);
            }
        }
        var started =
                Scheduler.create(dataSource, onDemand)
                        .startTasks(recurring)
                        .schedulerName(name)
                        .tableName(TABLE)
                        .threads(THREADS)
                        .executorService(Executors.newVirtualThreadPerTaskExecutor())
                        .pollUsingLockAndFetch(0.99, 1.0)
                        .pollingInterval(Duration.ofSeconds(1))
                        .heartbeatInterval(Duration.ofSeconds(5))
                        .missedHeartbeatsLimit(4)
                        .enableImmediateExecution()
                        .failureLogging(LogLevel.OFF, false)
                        .addSchedulerListener(new LogUpkeep(log))
                        .shutdownMaxWait(Duration.ofSeconds(20))
                        .build();
        started.start();
        scheduler = started;
    }

    /// Starts at once again what this node was doing when it was killed; its name is unique.
    private void takeBack() {
        db.sql(
                        """
                        update upkeep_tasks set picked = false, picked_by = null, last_heartbeat = null, version = version + 1
                        where picked and picked_by = ?
                        """)
                .param(name.getName())
                .update();
    }

    /// New deliveries start at once instead of at the next poll.
    @TransactionalEventListener(fallbackExecution = true)
    void due(DeliveriesDue event) {
        var running = scheduler;
        if (running != null) {
            running.triggerCheckForDueExecutions();
        }
    }

    @Override
    public void stop() {
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
}
