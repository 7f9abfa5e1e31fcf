package org.imgmill.processing;

import com.github.kagkarlsson.scheduler.SchedulerName;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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

/// Once a second a node of a fleet tells the others how many lanes it runs, and hears how many they
/// do. A node on the embedded PostgreSQL has no peers.
@Component
@Conditional(RunsLanes.class)
class TellPeers implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(TellPeers.class);

    private final Nodes nodes;
    private final NodeLoad load;
    private final String name;
    private final boolean mayHavePeers;
    private volatile @Nullable ScheduledExecutorService timer;

    TellPeers(Nodes nodes, NodeLoad load, SchedulerName name, Environment environment) {
        this.nodes = nodes;
        this.load = load;
        this.name = name.getName();
        this.mayHavePeers = environment.containsProperty("spring.datasource.url");
    }

    private void tell() {
        try {
            load.hear(nodes.say(name, load.running().count()));
        } catch (DataAccessException | TransactionException e) {
            log.debug("The other nodes hear nothing of this one: {}", e.getMessage());
        }
    }

    @Override
    public boolean isAutoStartup() {
        return mayHavePeers;
    }

    @Override
    public void start() {
        var started =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofVirtual().name("tell-peers").factory());
        var _ = started.scheduleWithFixedDelay(this::tell, 0, 1, TimeUnit.SECONDS);
        timer = started;
    }

    @Override
    public void stop() {
        var running = timer;
        if (running != null) {
            running.close();
            timer = null;
            leave();
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
