package org.imgmill.api.webhooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.imgmill.api.batches.BatchView;
import org.imgmill.webhook.EventType;
import org.imgmill.webhook.Secret;
import org.imgmill.webhook.Webhook;
import org.jspecify.annotations.Nullable;

/// A webhook as /v1 shows it.
///
/// @param secret only in the answer that makes it
public record WebhookView(
        String id,
        String url,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String secret,
        List<String> events,
        String body,
        String state,
        Instant createdAt) {

    static WebhookView of(Webhook webhook) {
        return show(webhook, null);
    }

    public static WebhookView withSecret(Webhook webhook) {
        return show(webhook, webhook.secret());
    }

    private static WebhookView show(Webhook webhook, @Nullable Secret secret) {
        return new WebhookView(
                webhook.id().toString(),
                webhook.url(),
                secret == null ? null : secret.shown(),
                webhook.events().stream().sorted().map(EventType::word).toList(),
                webhook.body().word(),
                webhook.state().word(),
                BatchView.millis(webhook.created()));
    }
}
