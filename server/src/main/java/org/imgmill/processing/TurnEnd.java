package org.imgmill.processing;

import java.time.Duration;

/// How a turn of a lane ended.
sealed interface TurnEnd {

    /// Nothing is left to do for this lane.
    record Over() implements TurnEnd {}

    /// There is more, now or after a pause that the node takes.
    record More(LaneCursor cursor, Duration pause) implements TurnEnd {}

    /// There is more, later; another lane may have the turn meanwhile.
    record Sleeping(LaneCursor cursor, Duration time) implements TurnEnd {}
}
