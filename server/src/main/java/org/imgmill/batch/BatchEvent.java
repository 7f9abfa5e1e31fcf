package org.imgmill.batch;

import java.util.UUID;

/// What happened to a batch, published inside the transaction that makes it so.
public sealed interface BatchEvent {

    UUID batch();

    /// It was taken in; its first lanes are scheduled.
    record Accepted(UUID batch) implements BatchEvent {}

    /// Its first image has its turn.
    record Started(UUID batch) implements BatchEvent {}

    /// It was paused, cancelled or deleted: no further image of it is to be begun.
    record Halted(UUID batch) implements BatchEvent {}

    /// It was resumed or taken up again.
    record Continued(UUID batch) implements BatchEvent {}

    /// It ended, for the first time or again after a retry.
    record Ended(UUID batch, BatchStatus status) implements BatchEvent {}

    /// It is a run of a catalogue, has ended, and differs from the run before it.
    record Changed(UUID batch) implements BatchEvent {}
}
