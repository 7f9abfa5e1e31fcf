package org.imgmill.webhook;

import java.util.Locale;

/// Whether a batch's webhooks know how it ended, in the words of the older faces' `webhook_status`.
public enum WebhookStatus {
    /// Nobody wants to know, or nobody was called yet.
    NOT_SENT,
    /// The last try at each one that was called succeeded.
    SENT,
    /// The last try at one of them failed.
    FAILED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
