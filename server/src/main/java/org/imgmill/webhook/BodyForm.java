package org.imgmill.webhook;

import java.util.Locale;

/// How the body of a delivery is laid out.
public enum BodyForm {
    /// `{type, timestamp, data}`, as Standard Webhooks has it.
    STANDARD,
    /// One flat object that holds the fields of all older faces.
    FLAT,
    /// `{text}`: a sentence for people, as Slack and those who do as it does take it.
    SLACK,
    /// The same sentence on a card, as Microsoft Teams takes it.
    TEAMS,
    /// The same sentence as a mail, for `mailto:` alone.
    MAIL;

    /// The word of the API and of the database.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
