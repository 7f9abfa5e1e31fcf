package org.imgmill.webhook;

import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.imgmill.batch.Face;
import org.jspecify.annotations.Nullable;

/// Somebody who wants to know how a batch goes on.
///
/// @param secret what signs its deliveries; null: the server's secret, if there is one
/// @param global whether it came from imgmill.webhook.url
public record Webhook(
        UUID id,
        UUID batch,
        String url,
        @Nullable Secret secret,
        Set<EventType> events,
        BodyForm body,
        Face face,
        State state,
        boolean global,
        Instant created) {

    /// Whether it still hears.
    ///
    /// ```
    /// active -> gone      it answered 410
    /// active -> removed   whoever owns it wants no more
    /// ```
    public enum State {
        ACTIVE,
        GONE,
        REMOVED;

        /// The word of the API and of the database.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
