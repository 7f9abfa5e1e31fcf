package org.imgmill.webhook;

/// A webhook that cannot be had, and why, as a sentence for whoever asked for it.
public final class InvalidWebhook extends RuntimeException {

    InvalidWebhook(String sentence) {
        super(sentence);
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
