package org.imgmill.processing;

import com.github.kagkarlsson.scheduler.Clock;
import java.time.Duration;
import java.time.Instant;
import org.imgmill.batch.Nodes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The database's clock, as estimated by this node: a wrong clock of a node must not decide what is
/// due.
@Component
class DatabaseClock implements Clock {

    private static final Logger log = LoggerFactory.getLogger(DatabaseClock.class);
    private static final Duration TOLERATED = Duration.ofSeconds(2);

    private final Nodes nodes;
    private volatile Duration behind = Duration.ZERO;
    private boolean wrong;

    DatabaseClock(Nodes nodes) {
        this.nodes = nodes;
    }

    /// Compares the clocks, and says so where ours is off.
    synchronized void compare() {
        var before = Instant.now();
        var theirs = nodes.now();
        var took = Duration.between(before, Instant.now());
        if (took.compareTo(TOLERATED.dividedBy(2)) > 0) {
            return;
        }
        behind = Duration.between(before.plus(took.dividedBy(2)), theirs);
        boolean isWrong = behind.abs().compareTo(TOLERATED) > 0;
        if (isWrong && !wrong) {
            log.warn(
                    "The clock of this node is {} ms {} the database's. Lanes go by the database's; set this one right (NTP), logs and traces go by it.",
                    behind.abs().toMillis(),
                    behind.isNegative() ? "ahead of" : "behind");
        }
        wrong = isWrong;
    }

    @Override
    public Instant now() {
        return Instant.now().plus(behind);
    }
}
