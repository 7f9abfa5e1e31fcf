package org.imgmill.webhook;

import java.util.Set;
import org.imgmill.batch.Face;

/// A webhook as it was asked for, checked.
///
/// @param url of a web server, or `mailto:` and an address
/// @param face the API face it was asked for through: our own gives it a secret of its own and the
///   standard body
/// @param body how it wants its deliveries laid out
public record NewWebhook(String url, Set<EventType> events, BodyForm body, Face face) {

    public NewWebhook {
        events = Set.copyOf(events);
        if (events.isEmpty()) {
            throw new IllegalArgumentException("a webhook hears something");
        }
        if (Target.isMail(url) != (body == BodyForm.MAIL)) {
            throw new IllegalArgumentException("mails go to mailboxes, and nothing else does");
        }
    }

    /// The body of a webhook of this face that asked for none.
    static BodyForm bodyOf(Face face) {
        return face.equals(Face.NATIVE) ? BodyForm.STANDARD : BodyForm.FLAT;
    }

    boolean hasOwnSecret() {
        return face.equals(Face.NATIVE) && body != BodyForm.MAIL;
    }
}
