package org.imgmill.processing;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import com.github.kagkarlsson.scheduler.SchedulerName;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.imgmill.batch.LaneQueue;
import org.imgmill.batch.Nodes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// Once a second a node of a fleet tells the others that it is there and how many lanes it runs,
/// and hears it from them. Lanes of a node that has been silent for four heartbeats go on
/// elsewhere. A node on the embedded PostgreSQL has no peers.
@Component
@Conditional(RunsLanes.class)
class TellPeers implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(TellPeers.class);

    private static final Duration OFTEN = Duration.ofSeconds(1);

    private final Nodes nodes;
    private final NodeLoad load;
    private final String name;
    private final boolean mayHavePeers;
    private final LaneQueue queue;
    private final Duration heartbeat;
    private final DatabaseClock clock;

    /// Since when this node has been heard without a break, by the clock of `System.nanoTime`; 0:
    /// it is not. If the database was away from all nodes, none counts as silent for that.
    private long heardSince;

    private volatile @Nullable ScheduledExecutorService timer;

    TellPeers(
            Nodes nodes,
            LaneQueue queue,
            LaneParts node,
            SchedulerName name,
            Environment environment) {
        this.nodes = nodes;
        this.load = node.load();
        this.queue = queue;
        this.clock = node.clock();
        this.heartbeat = node.settings().heartbeat();
        this.name = name.getName();
        this.mayHavePeers = environment.containsProperty("spring.datasource.url");
    }

    private void tell() {
        try {
            load.hear(nodes.say(name, load.running().count()));
            heardSince = heardSince == 0 ? System.nanoTime() : heardSince;
        } catch (DataAccessException | TransactionException e) {
            heardSince = 0;
            log.debug("The other nodes hear nothing of this one: {}", e.getMessage());
        }
    }

    private void takeOver() {
        var limit = heartbeat.multipliedBy(4);
        boolean heard = heardSince != 0 && System.nanoTime() - heardSince > limit.toNanos();
        try {
            clock.compare();
            queue.takeBackFromTheSilent(name, load.running().lanes(), heard, limit).stream()
                    .collect(groupingBy(LaneQueue.TakenBack::node, counting()))
                    .forEach(this::say);
        } catch (DataAccessException | TransactionException e) {
            log.debug("Nobody looks for lanes that were lost: {}", e.getMessage());
        }
    }

    private void say(String whose, long lanes) {
        if (whose.equals(name)) {
            log.info(
                    "{} lanes had ended their turns here while the database was away; they go on now.",
                    lanes);
        } else {
            log.warn(
                    "The node {} died or stalled while it ran {} lanes. They go on elsewhere, slowly at first.",
                    whose,
                    lanes);
        }
    }

    @Override
    public void start() {
        var started =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofVirtual().name("tell-peers").factory());
        if (mayHavePeers) {
            long pause = Math.min(OFTEN.toMillis(), heartbeat.toMillis());
            var _ = started.scheduleWithFixedDelay(this::tell, 0, pause, TimeUnit.MILLISECONDS);
        }
        var _ =
                started.scheduleWithFixedDelay(
                        this::takeOver,
                        heartbeat.toMillis(),
                        heartbeat.toMillis(),
                        TimeUnit.MILLISECONDS);
        timer = started;
    }

    @Override
    public void stop() {
        var running = timer;
        if (running != null) {
            running.close();
            timer = null;
            if (mayHavePeers) {
                leave();
            }
        }
    }

    private void leave() {
        try {
            nodes.leave(name);
        } catch (DataAccessException | TransactionException e) {
            log.debug("The other nodes forget this one in some seconds: {}", e.getMessage());
        }
    }

    @Override
    public boolean isRunning() {
        return timer != null;
    }

    @Override
    public int getPhase() {
        return Phases.PEERS;
    }
}
