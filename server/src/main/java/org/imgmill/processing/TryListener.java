package org.imgmill.processing;

import org.imgmill.batch.Lanes;
import org.imgmill.batch.Outcome;

/// Hears of every try at an image how it ended and how long its steps took, whatever broke.
interface TryListener {

    /// On the thread of the try, before the outcome is written. What it throws ends the turn.
    void ended(Lanes.Turn turn, Lanes.Due due, Outcome outcome, StepClock steps);

    /// @return one that tells this one and then the other
    default TryListener and(TryListener other) {
        return (turn, due, outcome, steps) -> {
            ended(turn, due, outcome, steps);
            other.ended(turn, due, outcome, steps);
        };
    }
}
