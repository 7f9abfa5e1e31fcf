package org.imgmill.webhook;

import java.util.Set;
import org.imgmill.fetch.WebUrl;

/// A webhook as it was asked for, checked.
///
/// @param face the API face it was asked for through: `v1` gives it a secret of its own and the
///   standard body
/// @param body how it wants its deliveries laid out
public record NewWebhook(WebUrl url, Set<EventType> events, BodyForm body, String face) {

    static final String NATIVE = "v1";

    public NewWebhook {
        events = Set.copyOf(events);
        if (events.isEmpty()) {
            throw new IllegalArgumentException("a webhook hears something");
        }
    }

    /// What a webhook of this face gets that asked for nothing in particular.
    static BodyForm bodyOf(String face) {
        return face.equals(NATIVE) ? BodyForm.STANDARD : BodyForm.FLAT;
    }

    boolean hasOwnSecret() {
        return face.equals(NATIVE);
    }
}
