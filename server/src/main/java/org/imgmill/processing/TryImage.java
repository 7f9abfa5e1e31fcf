package org.imgmill.processing;

import java.time.Duration;
import org.imgmill.attempt.Backoff;
import org.imgmill.attempt.FailureCode;
import org.imgmill.batch.DatabaseAway;
import org.imgmill.batch.LaneQueue;
import org.imgmill.batch.Lanes;
import org.imgmill.batch.LogFields;
import org.imgmill.batch.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One try at one image that always ends, whatever breaks on our side.
final class TryImage {

    private static final Logger log = LoggerFactory.getLogger(TryImage.class);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(10);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

    private final ImageTry work;
    private final CodecPool codec;
    private final LaneQueue queue;
    private final TryListener listener;
    private final int attempts;
    private final Backoff afterBug;

    TryImage(
            ImageTry work,
            CodecPool codec,
            LaneQueue queue,
            TryListener listener,
            ProcessingSettings settings) {
        this.work = work;
        this.codec = codec;
        this.queue = queue;
        this.listener = listener;
        this.attempts = settings.attempts();
        this.afterBug = new Backoff(settings.firstRetry(), LONGEST_WAIT);
    }

    /// Waits until pixels are worked on at full speed.
    void awaitWarm() {
        codec.awaitWarm();
    }

    /// @param cursor where the lane is with this image
    /// @param downloaded to be told when the image has arrived
    Outcome run(
            Lanes.Turn turn,
            Lanes.Due image,
            LaneCursor cursor,
            HostHealth news,
            Runnable downloaded) {
        try (var _ = LogFields.batch(turn.batch());
                var _ = LogFields.image(image.id())) {
            var pixels = cursor.suspect() ? alone(turn, image, cursor) : beside(turn);
            var steps =
                    new StepClock(
                            (input, length, recipes) -> {
                                downloaded.run();
                                return pixels.transcode(input, length, recipes);
                            });
            var ending = ending(turn, image, news, steps);
            listener.ended(turn, image, ending, steps);
            return ending;
        }
    }

    private Outcome ending(
            Lanes.Turn turn, Lanes.Due image, HostHealth news, ImageTry.Codec pixels) {
        try {
            return work.run(turn, image, pixels, news);
        } catch (InterruptedException e) {
            log.debug(
                    "{} was broken off by the end of this node, and is tried again.", image.url());
            return again(turn, image, Duration.ZERO, Outcome.Reason.OURS);
        } catch (RuntimeException | Error e) {
            return DatabaseAway.explains(e) ? databaseAway(turn, image, e) : ourBug(turn, image, e);
        }
    }

    private static Outcome databaseAway(Lanes.Turn turn, Lanes.Due image, Throwable e) {
        log.warn(
                "The database does not answer ({}). {} stays as it is and is tried again in {} s.",
                e.getMessage(),
                image.url(),
                AFTER_TROUBLE.toSeconds());
        return again(turn, image, AFTER_TROUBLE, Outcome.Reason.OURS);
    }

    /// The trouble may pass, such as a heap full for a moment; but tries are limited.
    private Outcome ourBug(Lanes.Turn turn, Lanes.Due image, Throwable e) {
        if (image.attempts() + 1 >= attempts) {
            log.error(
                    "{} could not be processed, as in the {} tries before. It counts as failed (internal).",
                    image.url(),
                    image.attempts(),
                    e);
            return new Outcome.Failed(
                    turn.batch(), image.id(), turn.host(), FailureCode.INTERNAL, null, null, 0);
        }
        var wait = afterBug.after(image.attempts() + 1);
        log.error(
                "{} could not be processed (try {} of {}); it is tried again in {} ms.",
                image.url(),
                image.attempts() + 1,
                attempts,
                wait.toMillis(),
                e);
        return again(turn, image, wait, Outcome.Reason.FAILED);
    }

    private static Outcome again(
            Lanes.Turn turn, Lanes.Due image, Duration after, Outcome.Reason reason) {
        return new Outcome.Again(turn.batch(), image.id(), after, reason);
    }

    private ImageTry.Codec beside(Lanes.Turn turn) {
        return (input, length, recipes) -> codec.transcode(turn.batch(), input, length, recipes);
    }

    private ImageTry.Codec alone(Lanes.Turn turn, Lanes.Due image, LaneCursor cursor) {
        var touching = new LaneSerializer().serialize(cursor.touching(image.id().number()));
        return (input, length, recipes) ->
                codec.transcodeAlone(
                        turn.batch(),
                        input,
                        length,
                        recipes,
                        () -> queue.note(turn.batch(), turn.lane(), touching));
    }
}
