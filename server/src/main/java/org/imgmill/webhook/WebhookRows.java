package org.imgmill.webhook;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.imgmill.batch.Face;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Rows of the table `webhook`, in and out.
@Component
class WebhookRows implements RowMapper<Webhook> {

    private final JdbcClient db;

    WebhookRows(JdbcClient db) {
        this.db = db;
    }

    Webhook insert(UUID batch, NewWebhook wanted, @Nullable Secret secret, boolean global) {
        return db.sql(
                        """
                        insert into webhook (id, batch_id, url, secret, events, body, face, global, created_at)
                        values (:id, :batch, :url, :secret, :events, :body, :face, :global, clock_timestamp())
                        returning *
                        """)
                .param("id", UUID.randomUUID())
                .param("batch", batch)
                .param("url", wanted.url())
                .param("secret", secret == null ? null : secret.bytes(), java.sql.Types.BINARY)
                .param("events", words(wanted.events()))
                .param("body", wanted.body().word())
                .param("face", wanted.face().word())
                .param("global", global)
                .query(this)
                .single();
    }

    private static String[] words(Set<EventType> events) {
        return events.stream().sorted().map(EventType::word).toArray(String[]::new);
    }

    /// Those that hear, and those that said that they are gone.
    List<Webhook> listed(UUID batch) {
        return db.sql(
                        "select * from webhook where batch_id = ? and state <> 'removed' order by created_at, id")
                .param(batch)
                .query(this)
                .list();
    }

    /// Those of a batch that clients registered.
    int count(UUID batch) {
        return db.sql("select count(*) from webhook where batch_id = ? and not global")
                .param(batch)
                .query(Integer.class)
                .single();
    }

    List<Webhook> hearing(UUID batch, EventType type) {
        return db.sql(
                        """
                        select * from webhook where batch_id = ? and state = 'active' and ? = any(events)
                        order by created_at, id
                        """)
                .params(batch, type.word())
                .query(this)
                .list();
    }

    Optional<Webhook> find(UUID id) {
        return db.sql(
                        """
                        select w.* from webhook w join batch b on b.id = w.batch_id
                        where w.id = ? and b.deleted_at is null
                        """)
                .param(id)
                .query(this)
                .optional();
    }

    /// For a day the old secret signs beside the new one.
    ///
    /// @return empty if it has no secret of its own, or hears no more
    Optional<Webhook> renewSecret(UUID id, Secret secret) {
        return db.sql(
                        """
                        update webhook set old_secret = secret, old_secret_until = now() + interval '1 day', secret = ?
                        where id = ? and state = 'active' and secret is not null returning *
                        """)
                .params(secret.bytes(), id)
                .query(this)
                .optional();
    }

    /// What is still owed to it is dropped.
    void silence(UUID id, Webhook.State why) {
        db.sql("update webhook set state = ? where id = ? and state = 'active'")
                .params(why.word(), id)
                .update();
        db.sql(
                        "update delivery set state = 'dropped', next_at = null where webhook_id = ? and state = 'waiting'")
                .param(id)
                .update();
    }

    @Override
    public Webhook mapRow(ResultSet row, int n) throws SQLException {
        var secret = row.getBytes("secret");
        var events = EnumSet.noneOf(EventType.class);
        for (var word : (String[]) row.getArray("events").getArray()) {
            events.add(EventType.of(word).orElseThrow());
        }
        return new Webhook(
                row.getObject("id", UUID.class),
                row.getObject("batch_id", UUID.class),
                row.getString("url"),
                secret == null ? null : new Secret(secret),
                events,
                BodyForm.valueOf(row.getString("body").toUpperCase(Locale.ROOT)),
                Face.of(row.getString("face")),
                Webhook.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getBoolean("global"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
