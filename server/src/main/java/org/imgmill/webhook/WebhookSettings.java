package org.imgmill.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How events are told.
///
/// @param secret its bytes sign X-Webhook-Signature of every delivery, and webhook-signature where
///   a webhook has no secret of its own
/// @param previousSecret the secret before it, which signs webhook-signature too for as long as it
///   is set
/// @param url a webhook that every batch gets
/// @param body of that webhook; null: as the face of the batch has it
/// @param retries the waits between one try and the next
/// @param timeout for one try, the answer included
/// @param perBatch how many webhooks a batch may have
/// @param perHost how many tries at one host may be under way on this node
@ConfigurationProperties("imgmill.webhook")
record WebhookSettings(
        @Nullable String secret,
        @Nullable String previousSecret,
        @Nullable String url,
        @Nullable BodyForm body,
        @DefaultValue({"5s", "5m", "30m", "2h", "5h", "10h", "14h", "20h", "24h"})
                List<Duration> retries,
        @DefaultValue("15s") Duration timeout,
        @DefaultValue("50") int perBatch,
        @DefaultValue("4") int perHost) {

    WebhookSettings {
        secret = secret == null || secret.isBlank() ? null : secret;
        previousSecret = previousSecret == null || previousSecret.isBlank() ? null : previousSecret;
        if (secret == null && previousSecret != null) {
            throw new IllegalArgumentException(
                    "imgmill.webhook.previous-secret is the one before imgmill.webhook.secret, which is not set");
        }
        url = url == null || url.isBlank() ? null : url.strip();
        if (retries.stream().anyMatch(Duration::isNegative)) {
            throw new IllegalArgumentException(
                    "imgmill.webhook.retries are waits such as 5s, 5m, 30m, not " + retries);
        }
        if (!timeout.isPositive() || timeout.compareTo(Duration.ofMinutes(5)) > 0) {
            throw new IllegalArgumentException(
                    "imgmill.webhook.timeout is more than 0s and at most 5m, not " + timeout);
        }
        if (perBatch < 1) {
            throw new IllegalArgumentException(
                    "imgmill.webhook.per-batch is 1 or more, not " + perBatch);
        }
        if (perHost < 1) {
            throw new IllegalArgumentException(
                    "imgmill.webhook.per-host is 1 or more, not " + perHost);
        }
    }

    /// Their bytes, the newest first.
    List<byte[]> secrets() {
        return Stream.of(Optional.ofNullable(secret), Optional.ofNullable(previousSecret))
                .flatMap(Optional::stream)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    /// @param tries how many there were
    /// @return how long to wait for the next; empty when that was the last
    Optional<Duration> waitAfter(int tries) {
        return tries > retries.size() ? Optional.empty() : Optional.of(retries.get(tries - 1));
    }

    /// A record would print the secret.
    @Override
    public String toString() {
        return "WebhookSettings[url=%s, retries=%s, timeout=%s]".formatted(url, retries, timeout);
    }
}
