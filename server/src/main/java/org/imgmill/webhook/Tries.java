package org.imgmill.webhook;

import static org.imgmill.webhook.Delivery.State.DELIVERED;
import static org.imgmill.webhook.Delivery.State.GIVEN_UP;
import static org.imgmill.webhook.Delivery.State.WAITING;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What a delivery's next try needs to know, and what came of it.
@Component
class Tries {

    private final JdbcClient db;
    private final WebhookRows webhooks;
    private final Meter.MeterProvider<Timer> times;

    Tries(JdbcClient db, WebhookRows webhooks, MeterRegistry meters) {
        this.db = db;
        this.webhooks = webhooks;
        this.times =
                Timer.builder("imgmill.webhook.try")
                        .description("One try at a delivery, by where that then stands")
                        .withRegistry(meters);
        List.of(DELIVERED, WAITING, GIVEN_UP).forEach(this::time);
    }

    private Timer time(Delivery.State state) {
        return times.withTag("state", state.word());
    }

    /// A delivery that waits.
    ///
    /// @param owner the key with which its batch came
    /// @param secrets of the webhook, the newest first
    /// @param tries how many there were
    /// @param left until its next try; zero or less: it is due
    record Due(
            UUID id,
            UUID webhook,
            UUID batch,
            @Nullable UUID owner,
            String url,
            List<Secret> secrets,
            String payload,
            int tries,
            Duration left) {}

    /// What a receiver said, or why it did not.
    ///
    /// @param excerpt the start of the answer
    record Outcome(
            @Nullable Integer status, @Nullable String error, long ms, @Nullable String excerpt) {}

    /// @return empty if it does not wait any more
    Optional<Due> find(UUID id) {
        return db.sql(
                        """
                        select d.id, d.webhook_id, d.batch_id, b.owner, w.url, w.secret,
                          case when w.old_secret_until > now() then w.old_secret end old_secret, d.payload, d.attempts,
                          (extract(epoch from d.next_at - clock_timestamp()) * 1000)::bigint ms_left
                        from delivery d join webhook w on w.id = d.webhook_id join batch b on b.id = d.batch_id
                        where d.id = ? and d.state = 'waiting' and w.state = 'active'
                        """)
                .param(id)
                .query(
                        (row, _) ->
                                new Due(
                                        id,
                                        row.getObject("webhook_id", UUID.class),
                                        row.getObject("batch_id", UUID.class),
                                        row.getObject("owner", UUID.class),
                                        row.getString("url"),
                                        Stream.of(
                                                        row.getBytes("secret"),
                                                        row.getBytes("old_secret"))
                                                .filter(Objects::nonNull)
                                                .map(Secret::new)
                                                .toList(),
                                        row.getString("payload"),
                                        row.getInt("attempts"),
                                        Duration.ofMillis(row.getLong("ms_left"))))
                .optional();
    }

    void delivered(Due due, Outcome outcome) {
        write(due, outcome, DELIVERED, null);
    }

    void again(Due due, Outcome outcome, Duration wait) {
        write(due, outcome, WAITING, wait);
    }

    void givenUp(Due due, Outcome outcome) {
        write(due, outcome, GIVEN_UP, null);
    }

    /// The receiver never wants to be called again.
    @Transactional
    public void gone(Due due, Outcome outcome) {
        write(due, outcome, GIVEN_UP, null);
        webhooks.silence(due.webhook(), Webhook.State.GONE);
    }

    /// A delivery that was dropped meanwhile stays so, unless it arrived after all.
    private void write(Due due, Outcome outcome, Delivery.State state, @Nullable Duration wait) {
        db.sql(
                        """
                        with d as (
                          update delivery set attempts = attempts + 1,
                            state = case when state = 'waiting' or :state = 'delivered' then :state else state end,
                            next_at = case when state = 'waiting' then now() + :wait * interval '1 millisecond' end
                          where id = :id returning id, attempts)
                        insert into delivery_attempt (delivery_id, number, at, status, error, ms, excerpt)
                        select id, attempts, now() - :ms * interval '1 millisecond', :status, :error, :ms, :excerpt from d
                        """)
                .param("id", due.id())
                .param("state", state.word())
                .param("wait", wait == null ? null : wait.toMillis(), java.sql.Types.BIGINT)
                .param("status", outcome.status(), java.sql.Types.INTEGER)
                .param("error", outcome.error(), java.sql.Types.VARCHAR)
                .param("ms", (int) Math.min(outcome.ms(), Integer.MAX_VALUE))
                .param("excerpt", outcome.excerpt(), java.sql.Types.VARCHAR)
                .update();
        time(state).record(outcome.ms(), TimeUnit.MILLISECONDS);
    }
}
