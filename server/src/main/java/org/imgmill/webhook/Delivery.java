package org.imgmill.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One event owed to one webhook, with the tries so far.
///
/// @param id the webhook-id of every try
/// @param next when it is tried next; null: no more
/// @param copyOf the delivery it repeats
public record Delivery(
        UUID id,
        UUID webhook,
        UUID batch,
        String url,
        EventType event,
        State state,
        @Nullable Instant next,
        @Nullable UUID copyOf,
        Instant created,
        List<Attempt> attempts) {

    /// Where a delivery stands.
    ///
    /// ```
    /// waiting -> delivered   it was answered 2xx
    ///    |----> given_up    the last try failed, or it was answered 410
    ///    +----> dropped     its webhook hears no more
    /// ```
    public enum State {
        WAITING,
        DELIVERED,
        GIVEN_UP,
        DROPPED;

        /// The word of the API and of the database.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// One try.
    ///
    /// @param status what the receiver answered; null: it did not
    /// @param error why the try failed, as a sentence; null: it did not
    public record Attempt(
            int number, Instant at, @Nullable Integer status, @Nullable String error, int ms) {}
}
