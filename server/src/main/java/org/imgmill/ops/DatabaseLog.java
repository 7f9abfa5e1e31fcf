package org.imgmill.ops;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.imgmill.batch.DatabaseAway;
import org.imgmill.batch.FullDisk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.stereotype.Component;

/// Hears what the libraries around the database log. While the database does not answer, each of
/// their threads would log that at every turn, with a stack trace; instead one line is written when
/// it begins and one when it ends. All else goes where it always went.
@Component
class DatabaseLog extends AppenderBase<ILoggingEvent> implements InitializingBean {

    private static final Logger log = LoggerFactory.getLogger(DatabaseLog.class);
    private static final String NAME = DatabaseLog.class.getSimpleName();
    private static final List<String> HEARD =
            List.of(
                    "com.github.kagkarlsson.scheduler",
                    "com.zaxxer.hikari",
                    "org.springframework.transaction");
    private static final long PAUSE = Duration.ofMinutes(1).toNanos();

    private final SQLExceptionSubclassTranslator translator = new SQLExceptionSubclassTranslator();
    private boolean away;
    private boolean told;
    private long silentUntil = System.nanoTime();

    @Override
    public void afterPropertiesSet() {
        var all = (LoggerContext) LoggerFactory.getILoggerFactory();
        setContext(all);
        setName(NAME);
        start();
        for (var name : HEARD) {
            var heard = all.getLogger(name);
            heard.detachAppender(NAME);
            heard.addAppender(this);
            heard.setAdditive(false);
        }
    }

    @Override
    protected void append(ILoggingEvent event) {
        var trouble = trouble(event);
        if (trouble.isPresent()) {
            away(trouble.get());
        } else if (isTakenOver(event)) {
            log.debug("{}: somebody else had it meanwhile", event.getFormattedMessage());
        } else if (!isConsequence(event)) {
            ((LoggerContext) getContext()).getLogger(Logger.ROOT_LOGGER_NAME).callAppenders(event);
        }
    }

    private Optional<SQLException> trouble(ILoggingEvent event) {
        return event.getThrowableProxy() instanceof ThrowableProxy thrown
                ? behind(thrown.getThrowable())
                        .filter(SQLException.class::isInstance)
                        .map(SQLException.class::cast)
                        .filter(e -> DatabaseAway.explains(translator.translate("", null, e)))
                        .findFirst()
                : Optional.empty();
    }

    /// If a statement failed and could not be rolled back, its failure is a suppressed exception.
    private static Stream<Throwable> behind(Throwable thrown) {
        var next =
                Stream.concat(
                        Stream.ofNullable(thrown.getCause()),
                        Arrays.stream(thrown.getSuppressed()));
        return Stream.concat(Stream.of(thrown), next.flatMap(DatabaseLog::behind));
    }

    /// What is logged without an exception. A lane whose heartbeats fail for another reason was
    /// taken over by another node, which LaneScheduler logs.
    private synchronized boolean isConsequence(ILoggingEvent event) {
        var message = event.getMessage();
        return message.contains("failed heartbeats")
                || (away && message.contains("Failed to validate connection"));
    }

    /// A task that another node got while this one or the database was away, or that was removed
    /// with its batch: its end changes nothing, which db-scheduler takes for a bug.
    private static boolean isTakenOver(ILoggingEvent event) {
        return event.getThrowableProxy() instanceof ThrowableProxy thrown
                && behind(thrown.getThrowable()).anyMatch(ExecutionException.class::isInstance);
    }

    private synchronized void away(SQLException failure) {
        away = true;
        if (told || System.nanoTime() - silentUntil < 0) {
            return;
        }
        told = true;
        silentUntil = System.nanoTime() + PAUSE;
        log.warn(
                "The database does not answer ({}). No lane, delivery or upkeep is begun until it does; it is asked again and again.",
                FullDisk.behind(failure)
                        .map(full -> full.sentence() + ": " + failure.getMessage())
                        .orElse(failure.getMessage()));
    }

    /// A query of db-scheduler was answered.
    synchronized void answered() {
        away = false;
        if (told) {
            told = false;
            log.info("The database answers again. Lanes, deliveries and upkeep go on.");
        }
    }
}
