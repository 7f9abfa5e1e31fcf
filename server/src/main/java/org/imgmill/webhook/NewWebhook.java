package org.imgmill.webhook;

import java.util.Set;
import org.imgmill.batch.Face;
import org.imgmill.fetch.WebUrl;

/// A webhook as it was asked for, checked.
///
/// @param face the API face it was asked for through: our own gives it a secret of its own and the
///   standard body
/// @param body how it wants its deliveries laid out
public record NewWebhook(WebUrl url, Set<EventType> events, BodyForm body, Face face) {

    public NewWebhook {
        events = Set.copyOf(events);
        if (events.isEmpty()) {
            throw new IllegalArgumentException("a webhook hears something");
        }
    }

    /// What a webhook of this face gets that asked for nothing in particular.
    static BodyForm bodyOf(Face face) {
        return face.equals(Face.NATIVE) ? BodyForm.STANDARD : BodyForm.FLAT;
    }

    boolean hasOwnSecret() {
        return face.equals(Face.NATIVE);
    }
}
