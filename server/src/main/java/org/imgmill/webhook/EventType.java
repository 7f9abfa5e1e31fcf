package org.imgmill.webhook;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.imgmill.batch.BatchStatus;

/// What a webhook can hear.
public enum EventType {
    PROCESSING("batch.processing"),
    COMPLETED("batch.completed"),
    COMPLETED_WITH_ERRORS("batch.completed_with_errors"),
    FAILED("batch.failed"),
    CANCELLED("batch.cancelled"),
    CHANGED("catalogue.changed"),
    TEST("webhook.test");

    /// What a webhook hears if it asked for nothing in particular.
    public static final Set<EventType> ENDINGS =
            Collections.unmodifiableSet(
                    EnumSet.of(COMPLETED, COMPLETED_WITH_ERRORS, FAILED, CANCELLED));

    static final Set<EventType> ALL_OF_BATCHES =
            Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(TEST)));

    private final String word;

    EventType(String word) {
        this.word = word;
    }

    /// As it stands in `type` and in `events`.
    public String word() {
        return word;
    }

    public static Optional<EventType> of(String word) {
        return Stream.of(values()).filter(type -> type.word.equals(word)).findFirst();
    }

    /// The event of an ending.
    ///
    /// @throws IllegalArgumentException if the status is no ending
    static EventType of(BatchStatus ending) {
        return switch (ending) {
            case COMPLETED -> COMPLETED;
            case COMPLETED_WITH_ERRORS -> COMPLETED_WITH_ERRORS;
            case FAILED -> FAILED;
            case CANCELLED -> CANCELLED;
            case PENDING, PROCESSING, PAUSED ->
                    throw new IllegalArgumentException(ending + " is no ending");
        };
    }
}
