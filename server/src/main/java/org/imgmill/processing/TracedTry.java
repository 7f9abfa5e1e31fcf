package org.imgmill.processing;

import java.time.Instant;
import org.imgmill.batch.Lanes;
import org.imgmill.batch.Outcome;
import org.imgmill.tracing.Steps;
import org.imgmill.tracing.Traces;

/// Tells how long each step of a try took once its ending is known, so that those of failed images
/// can be kept.
final class TracedTry implements ImageTry {

    private final ImageTry work;
    private final Traces traces;

    TracedTry(ImageTry work, Traces traces) {
        this.work = work;
        this.traces = traces;
    }

    @Override
    public Outcome run(Lanes.Turn turn, Lanes.Due due, Codec codec, HostHealth news)
            throws InterruptedException {
        var begun = Instant.now();
        var clock = new StepClock(codec);
        var ending = work.run(turn, due, clock, news);
        traces.tried(turn, due, ending, new Steps(begun, clock.took()));
        return ending;
    }
}
