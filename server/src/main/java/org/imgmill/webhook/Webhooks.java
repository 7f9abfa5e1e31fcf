package org.imgmill.webhook;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.imgmill.batch.Batches;
import org.imgmill.batch.Face;
import org.imgmill.batch.NoSuchBatch;
import org.imgmill.fetch.AddressGuard;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Who wants to know: webhooks come, are tested, and go.
@Component
public class Webhooks {

    private final WebhookRows rows;
    private final Batches batches;
    private final DeliveryQueue queue;
    private final AddressGuard guard;
    private final WebhookSettings settings;
    private final MailSettings mail;

    Webhooks(
            WebhookRows rows,
            Batches batches,
            DeliveryQueue queue,
            AddressGuard guard,
            WebhookSettings settings,
            MailSettings mail) {
        this.mail = mail;
        this.rows = rows;
        this.batches = batches;
        this.queue = queue;
        this.guard = guard;
        this.settings = settings;
        if (settings.url() != null) {
            try {
                check(settings.url(), Set.of(), null, Face.NATIVE);
            } catch (Refused e) {
                throw new IllegalArgumentException("imgmill.webhook.url: " + e.detail(), e);
            }
        }
    }

    /// Reads what a client asks for; nothing is stored yet. A host name is resolved only when it is
    /// called, and may be refused then.
    ///
    /// @param events empty: endings
    /// @param body null: as the face has it
    /// @param face the API face it is asked for through
    /// @throws Refused naming the URL, if it is none that this server calls
    public NewWebhook check(String url, Set<EventType> events, @Nullable BodyForm body, Face face) {
        var heard = events.isEmpty() ? EventType.ENDINGS : events;
        return switch (Target.of(url.strip())) {
            case Target.Invalid(var why) -> throw refused(url, why);
            case Target.Web(var web) when guard.refuses(web) ->
                    throw refused(url, "is not a public address");
            case Target.Web _ when body == BodyForm.MAIL ->
                    throw refused(url, "is not a mailbox, and mail is the body of mailboxes alone");
            case Target.Web(var web) ->
                    new NewWebhook(
                            web.text(), heard, body == null ? NewWebhook.bodyOf(face) : body, face);
            case Target.Mailbox _ when body != null && body != BodyForm.MAIL ->
                    throw refused(url, "gets mails, and no body " + body.word());
            case Target.Mailbox(var address) -> {
                var why = mail.refuses(address);
                if (why.isPresent()) {
                    throw refused(url, why.get());
                }
                yield new NewWebhook(
                        Target.MAILTO + address.getAddress(), heard, BodyForm.MAIL, face);
            }
        };
    }

    private static Refused refused(String url, String why) {
        return new Refused(
                ProblemType.INVALID_WEBHOOK,
                "The webhook URL \"%s\" %s.".formatted(shortened(url), why));
    }

    /// Joins the caller's transaction, so that the webhooks of an upload stand or fall with it. If
    /// the batch has ended, its end is told at once.
    ///
    /// @throws Refused if the batch has enough of them
    /// @throws NoSuchBatch if it was deleted
    @Transactional
    public Webhook register(UUID batch, NewWebhook wanted) {
        var held = batches.hold(batch).orElseThrow(() -> new NoSuchBatch(batch));
        if (rows.count(batch) >= settings.perBatch()) {
            throw new Refused(
                    ProblemType.INVALID_WEBHOOK,
                    "A batch has at most %d webhooks.".formatted(settings.perBatch()));
        }
        var secret = wanted.hasOwnSecret() ? Secret.generate() : null;
        var webhook = rows.insert(batch, wanted, secret, false);
        if (held.status().ended()) {
            queue.tell(List.of(webhook), EventType.of(held.status()), held);
        }
        return webhook;
    }

    /// Gives a new batch the webhook of the settings, which hears of everything.
    void registerGlobal(UUID batch) {
        if (settings.url() != null) {
            var face = batches.find(batch).orElseThrow().face();
            rows.insert(
                    batch,
                    check(settings.url(), EventType.ALL_OF_BATCHES, settings.body(), face),
                    null,
                    true);
        }
    }

    /// All of a batch that still hear, in the order they came.
    public List<Webhook> of(UUID batch) {
        return rows.listed(batch);
    }

    public Optional<Webhook> find(UUID id) {
        return rows.find(id);
    }

    /// It hears no more, not even what is still owed to it; the log of its deliveries stays.
    @Transactional
    public void remove(UUID id) {
        rows.silence(id, Webhook.State.REMOVED);
    }

    /// Gives it a new secret; for a day the old one signs too.
    ///
    /// @return empty if it has no secret of its own, or hears no more
    @Transactional
    public Optional<Webhook> renewSecret(UUID id) {
        return rows.renewSecret(id, Secret.generate());
    }

    /// Sends a `webhook.test` event, with the batch as it stands.
    ///
    /// @return its delivery; empty if there is no such webhook, or it hears no more
    @Transactional
    public Optional<UUID> test(UUID id) {
        return rows.find(id)
                .filter(webhook -> webhook.state() == Webhook.State.ACTIVE)
                .flatMap(
                        webhook ->
                                batches.find(webhook.batch())
                                        .map(
                                                batch ->
                                                        queue.tell(
                                                                        List.of(webhook),
                                                                        EventType.TEST,
                                                                        batch)
                                                                .getFirst()));
    }

    private static String shortened(String url) {
        return url.length() <= 200 ? url : url.substring(0, 200) + "…";
    }
}
