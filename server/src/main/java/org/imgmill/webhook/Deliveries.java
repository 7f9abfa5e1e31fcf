package org.imgmill.webhook;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/// The delivery log: what is owed and how each try went; repeats one on request.
///
/// A delivery and its tries are read as of one moment: else a delivery just tried would seem to be
/// due before that try.
@Component
public class Deliveries {

    private static final String SELECT =
            """
            select d.id, d.webhook_id, d.batch_id, d.event, d.state, d.next_at, d.copy_of, d.created_at, w.url
            from delivery d join webhook w on w.id = d.webhook_id join batch b on b.id = d.batch_id and b.deleted_at is null
            """;

    private final JdbcClient db;
    private final WebhookRows webhooks;
    private final DeliveryQueue queue;

    Deliveries(JdbcClient db, WebhookRows webhooks, DeliveryQueue queue) {
        this.db = db;
        this.webhooks = webhooks;
        this.queue = queue;
    }

    /// Newest first.
    ///
    /// @param after list on after this delivery; null: from the newest
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public List<Delivery> of(UUID batch, @Nullable UUID after, int limit) {
        var page =
                after == null
                        ? db.sql(
                                        SELECT
                                                + " where d.batch_id = ? order by d.created_at desc, d.id desc limit ?")
                                .params(batch, limit)
                        : db.sql(
                                        SELECT
                                                + " where d.batch_id = ?"
                                                + " and (d.created_at, d.id) < (select created_at, id from delivery where id = ?)"
                                                + " order by d.created_at desc, d.id desc limit ?")
                                .params(batch, after, limit);
        return withAttempts(page.query((row, _) -> delivery(row)).list());
    }

    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Optional<Delivery> find(UUID id) {
        var found =
                db.sql(SELECT + " where d.id = ?")
                        .param(id)
                        .query((row, _) -> delivery(row))
                        .list();
        return withAttempts(found).stream().findFirst();
    }

    /// Repeats it: a delivery that still waits is tried now; one that has ended is copied under a
    /// new id, because receivers ignore an id that they have seen.
    ///
    /// @return the delivery to watch; empty if there is none, or its webhook hears no more
    @Transactional
    public Optional<UUID> redeliver(UUID id) {
        var state =
                db.sql("select state from delivery where id = ? for update")
                        .param(id)
                        .query(String.class)
                        .optional();
        var active =
                find(id).flatMap(found -> webhooks.find(found.webhook()))
                        .filter(webhook -> webhook.state() == Webhook.State.ACTIVE);
        if (state.isEmpty() || active.isEmpty()) {
            return Optional.empty();
        }
        if (state.get().equals(Delivery.State.WAITING.word())) {
            queue.hurry(id);
            return Optional.of(id);
        }
        return Optional.of(queue.copy(id));
    }

    /// Whether a batch's webhooks know how it ended.
    public WebhookStatus told(UUID batch) {
        var states =
                db.sql(
                                """
                                select distinct on (webhook_id) state from delivery
                                where batch_id = ? and attempts > 0 and event = any(?)
                                order by webhook_id, created_at desc, id desc
                                """)
                        .params(
                                batch,
                                EventType.ENDINGS.stream()
                                        .map(EventType::word)
                                        .toArray(String[]::new))
                        .query(String.class)
                        .list();
        if (states.isEmpty()) {
            return WebhookStatus.NOT_SENT;
        }
        return states.stream().allMatch(Delivery.State.DELIVERED.word()::equals)
                ? WebhookStatus.SENT
                : WebhookStatus.FAILED;
    }

    private List<Delivery> withAttempts(List<Delivery> deliveries) {
        Map<UUID, List<Delivery.Attempt>> attempts = new HashMap<>();
        db.sql(
                        "select * from delivery_attempt where delivery_id = any(?) order by delivery_id, number")
                .param(deliveries.stream().map(Delivery::id).toArray(UUID[]::new))
                .query(
                        row -> {
                            attempts.computeIfAbsent(
                                            row.getObject("delivery_id", UUID.class),
                                            _ -> new ArrayList<>())
                                    .add(attempt(row));
                        });
        return deliveries.stream()
                .map(
                        d ->
                                new Delivery(
                                        d.id(),
                                        d.webhook(),
                                        d.batch(),
                                        d.url(),
                                        d.event(),
                                        d.state(),
                                        d.next(),
                                        d.copyOf(),
                                        d.created(),
                                        attempts.getOrDefault(d.id(), List.of())))
                .toList();
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        return new Delivery(
                row.getObject("id", UUID.class),
                row.getObject("webhook_id", UUID.class),
                row.getObject("batch_id", UUID.class),
                row.getString("url"),
                EventType.of(row.getString("event")).orElseThrow(),
                Delivery.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                instant(row, "next_at"),
                row.getObject("copy_of", UUID.class),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                List.of());
    }

    private static Delivery.Attempt attempt(ResultSet row) throws SQLException {
        return new Delivery.Attempt(
                row.getInt("number"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getObject("status", Integer.class),
                row.getString("error"),
                row.getInt("ms"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
