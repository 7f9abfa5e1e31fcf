package org.imgmill.auth;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Who did what: every call that may change something, every login and logout, every key that was
/// wrong and every scope that was missing, with the status that was answered; by setting every read
/// too.
@Component
public class Audit {

    private static final Logger log = LoggerFactory.getLogger(Audit.class);

    private final JdbcClient db;
    private final KeySettings settings;

    Audit(JdbcClient db, KeySettings settings) {
        this.db = db;
        this.settings = settings;
    }

    /// One call.
    ///
    /// @param key null where no key was asked for
    /// @param made the path of what it made, if it made something
    public record Call(
            Instant at,
            @Nullable UUID key,
            String name,
            String address,
            String method,
            String path,
            int status,
            @Nullable String made) {}

    /// A call and its place in the log.
    public record Entry(long id, Call call) {}

    /// The call has been answered: a failure to write its note can only be logged.
    void note(Caller caller, HttpServletRequest request, int status, @Nullable String made) {
        try {
            db.sql(
                            """
                            insert into audit (key_id, name, address, method, path, status, made)
                            values (:key, :name, :address, :method, :path, :status, :made)
                            """)
                    .param("key", caller.key())
                    .param("name", caller.name())
                    .param("address", request.getRemoteAddr())
                    .param("method", request.getMethod())
                    .param("path", request.getRequestURI())
                    .param("status", status)
                    .param("made", made)
                    .update();
        } catch (DataAccessException e) {
            log.warn(
                    "{} {} by \"{}\" from {} was answered with {} and is missing in the audit log: {}.",
                    request.getMethod(),
                    request.getRequestURI(),
                    caller.name(),
                    request.getRemoteAddr(),
                    status,
                    String.valueOf(e.getMostSpecificCause().getMessage())
                            .lines()
                            .findFirst()
                            .orElse(""));
        }
    }

    /// Whether calls that only look are noted too.
    boolean hasReads() {
        return settings.auditReads();
    }

    /// Newest first.
    ///
    /// @param before list on from this entry; `Long.MAX_VALUE`: from the newest
    public List<Entry> list(long before, int limit) {
        return db.sql("select * from audit where id < ? order by id desc limit ?")
                .params(before, limit)
                .query(
                        (row, _) ->
                                new Entry(
                                        row.getLong("id"),
                                        new Call(
                                                row.getObject("at", OffsetDateTime.class)
                                                        .toInstant()
                                                        .truncatedTo(ChronoUnit.MILLIS),
                                                row.getObject("key_id", UUID.class),
                                                row.getString("name"),
                                                row.getString("address"),
                                                row.getString("method"),
                                                row.getString("path"),
                                                row.getInt("status"),
                                                row.getString("made"))))
                .list();
    }

    private void forget(KeySettings settings) {
        db.sql("delete from audit where at < now() - make_interval(secs => ?)")
                .param(settings.auditRetention().toSeconds())
                .update();
    }

    @Configuration(proxyBeanMethods = false)
    static class Retention {

        @Bean
        RecurringTask<Void> forgetAudit(Audit audit, KeySettings settings) {
            return Tasks.recurring("forget-audit", FixedDelay.ofHours(6))
                    .execute((_, _) -> audit.forget(settings));
        }
    }
}
