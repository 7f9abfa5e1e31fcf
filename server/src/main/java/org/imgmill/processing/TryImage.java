package org.imgmill.processing;

import java.time.Duration;
import org.imgmill.batch.Ending;
import org.imgmill.batch.LaneQueue;
import org.imgmill.batch.Lanes;
import org.imgmill.batch.LogFields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/// One try at one image that always ends, whatever breaks on our side.
final class TryImage {

    private static final Logger log = LoggerFactory.getLogger(TryImage.class);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(10);

    private final ImageTry work;
    private final CodecPool codec;
    private final LaneQueue queue;

    TryImage(ImageTry work, CodecPool codec, LaneQueue queue) {
        this.work = work;
        this.codec = codec;
        this.queue = queue;
    }

    /// Waits until pixels are worked on at full speed.
    void awaitWarm() {
        codec.awaitWarm();
    }

    /// @param cursor where the lane is with this image
    /// @param downloaded to be told when the image has arrived
    Ending run(
            Lanes.Turn turn,
            Lanes.Due image,
            LaneCursor cursor,
            HostNews news,
            Runnable downloaded) {
        try (var _ = LogFields.batch(turn.batch());
                var _ = LogFields.image(image.id())) {
            return ending(turn, image, cursor, news, downloaded);
        }
    }

    private Ending ending(
            Lanes.Turn turn,
            Lanes.Due image,
            LaneCursor cursor,
            HostNews news,
            Runnable downloaded) {
        ImageTry.Codec pixels = cursor.suspect() ? alone(turn, image, cursor) : codec::transcode;
        try {
            return work.run(
                    turn,
                    image,
                    (input, length, recipe) -> {
                        downloaded.run();
                        return pixels.transcode(input, length, recipe);
                    },
                    news);
        } catch (InterruptedException e) {
            log.debug("{} gives way to lanes that wait, and is tried again.", image.url());
            return again(turn, image, Duration.ZERO, Ending.Reason.OURS);
        } catch (DataAccessException | TransactionException e) {
            log.warn(
                    "The database does not answer ({}). {} stays as it is and is tried again in {} s.",
                    e.getMessage(),
                    image.url(),
                    AFTER_TROUBLE.toSeconds());
            return again(turn, image, AFTER_TROUBLE, Ending.Reason.OURS);
        } catch (RuntimeException e) {
            // A bug of ours; the image stays pending.
            log.error(
                    "{} could not be processed; it is tried again in {} s.",
                    image.url(),
                    AFTER_TROUBLE.toSeconds(),
                    e);
            return again(turn, image, AFTER_TROUBLE, Ending.Reason.FAILED);
        }
    }

    private static Ending again(
            Lanes.Turn turn, Lanes.Due image, Duration after, Ending.Reason reason) {
        return new Ending.Again(turn.batch(), image.id(), after, reason);
    }

    private ImageTry.Codec alone(Lanes.Turn turn, Lanes.Due image, LaneCursor cursor) {
        var touching = new LaneSerializer().serialize(cursor.touching(image.id().number()));
        return (input, length, recipe) ->
                codec.transcodeAlone(
                        input,
                        length,
                        recipe,
                        () -> queue.note(turn.batch(), turn.lane(), touching));
    }
}
