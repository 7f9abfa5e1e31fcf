package org.imgmill.ops;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Between the signal to stop and the end of all else: this node says that it is not ready and goes
/// on serving, until load balancers have seen it.
@Component
class DrainNotice implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(DrainNotice.class);

    /// @param drainNotice how long; 0: no load balancer asks
    @ConfigurationProperties("imgmill")
    record Settings(@DefaultValue("0s") Duration drainNotice) {

        Settings {
            if (drainNotice.isNegative()) {
                throw new IllegalArgumentException(
                        "imgmill.drain-notice is a time such as 15s, or 0, not " + drainNotice);
            }
        }
    }

    private final Duration notice;
    private volatile boolean running;

    DrainNotice(Settings settings) {
        this.notice = settings.drainNotice();
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        if (notice.isZero()) {
            return;
        }
        log.info(
                "This node is on its way out: it is not ready any more and serves for another {} s.",
                notice.toSeconds());
        try {
            Thread.sleep(notice);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
