package org.imgmill.processing;

import org.imgmill.attempt.FailureCode;
import org.imgmill.batch.Lanes;
import org.imgmill.batch.LogFields;
import org.imgmill.batch.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One turn of a lane: takes its images in order, keeps a window of them in flight, and says how it
/// ended.
///
/// A turn ends when its slice of time is over, when nothing is due, when the host wants to be left
/// alone or the node stops. It then waits for what is in flight and for its endings to be written,
/// so that a lane is never in two places.
final class LaneTurn {

    private static final Logger log = LoggerFactory.getLogger(LaneTurn.class);

    private final LaneParts node;
    private final Lanes.Turn turn;
    private final HostHealth health;
    private final Window window;
    private final Unwritten unwritten;
    private final DueImages due;

    LaneTurn(LaneParts node, Lanes.Turn turn, LaneCursor cursor, HostHealth health, Window window) {
        this.node = node;
        this.turn = turn;
        this.health = health;
        this.window = window;
        this.unwritten = new Unwritten(node.flusher());
        this.due = new DueImages(node.lanes(), turn, cursor, unwritten);
    }

    TurnEnd run() throws InterruptedException {
        try {
            while (!due.exhausted() && mayGoOn() && window.enter()) {
                boolean begun = false;
                try {
                    begun = mayGoOn() && beginNext();
                } finally {
                    if (!begun) {
                        window.leave();
                    }
                }
            }
        } finally {
            window.drain();
            unwritten.drain();
        }
        return ended();
    }

    private boolean mayGoOn() {
        return health.resting().isZero()
                && node.outputs().resting().isZero()
                && !node.draining().now(turn.batch());
    }

    /// @return whether an image is now in flight
    private boolean beginNext() throws InterruptedException {
        var image = due.next();
        if (image == null) {
            return false;
        }
        unwritten.begin(image.id());
        var cursor = due.cursor();
        if (cursor.givesUp(image.id().number())) {
            giveUp(image, cursor.deaths());
            return false;
        }
        window.start(image.id().number(), downloaded -> tryNow(image, cursor, downloaded));
        return true;
    }

    /// Whatever breaks, the turn does not wait for this image for ever: without an outcome it stays
    /// pending, and the sweep finds it.
    private void tryNow(Lanes.Due image, LaneCursor cursor, Runnable downloaded) {
        Outcome outcome = null;
        try {
            outcome = node.images().run(turn, image, cursor, health, downloaded);
        } finally {
            if (outcome == null) {
                unwritten.forget(image.id());
            } else {
                unwritten.write(outcome);
            }
        }
    }

    private void giveUp(Lanes.Due image, int deaths) {
        try (var _ = LogFields.image(image.id())) {
            log.error("{} was given up: the server died {} times over it.", image.url(), deaths);
        }
        unwritten.write(
                new Outcome.Failed(
                        turn.batch(),
                        image.id(),
                        turn.host(),
                        FailureCode.TRANSCODER_CRASH,
                        null,
                        "the server died over it",
                        0));
    }

    private TurnEnd ended() {
        var calm = LaneCursor.at(due.cursor().cursor());
        var rest = health.resting();
        if (!rest.isZero()) {
            return new TurnEnd.Sleeping(calm, rest);
        }
        var pause = node.outputs().resting();
        if (!pause.isZero()) {
            return new TurnEnd.More(calm, pause);
        }
        if (!due.exhausted()) {
            return new TurnEnd.More(calm, node.load().pause());
        }
        // Where outputs are reused, the database may have postponed an image.
        boolean mayWait = turn.waiting() || unwritten.hasPostponed() || turn.memory() != null;
        var wait = mayWait ? node.lanes().nextTry(turn.batch(), turn.lane()) : null;
        if (wait == null) {
            return new TurnEnd.Over();
        }
        return wait.isZero()
                ? new TurnEnd.More(calm, node.load().pause())
                : new TurnEnd.Sleeping(calm, wait);
    }
}
