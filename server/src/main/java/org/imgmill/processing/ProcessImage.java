package org.imgmill.processing;

import java.io.UncheckedIOException;
import java.time.Duration;
import org.imgmill.attempt.FailureCode;
import org.imgmill.attempt.Judge;
import org.imgmill.attempt.Verdict;
import org.imgmill.batch.Failpoint;
import org.imgmill.batch.Image;
import org.imgmill.batch.Lanes;
import org.imgmill.batch.Outcome;
import org.imgmill.fetch.Asker;
import org.imgmill.fetch.Body;
import org.imgmill.fetch.Download;
import org.imgmill.fetch.Downloads;
import org.imgmill.transcode.Transcoded;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One try at one image: download it, or read it where it came in itself, transcode, store.
final class ProcessImage implements ImageTry {

    private static final Logger log = LoggerFactory.getLogger(ProcessImage.class);

    /// An image that took so long may belong to a batch that is gone.
    private static final Duration LATE = Duration.ofSeconds(5);

    private final Downloads downloads;
    private final KeptPictures pictures;
    private final StoreOutput outputs;
    private final Lanes lanes;
    private final Judge judge;

    ProcessImage(
            Downloads downloads,
            KeptPictures pictures,
            StoreOutput outputs,
            Lanes lanes,
            ProcessingSettings settings) {
        this.pictures = pictures;
        this.downloads = downloads;
        this.outputs = outputs;
        this.lanes = lanes;
        this.judge = new Judge(settings.attempts(), settings.firstRetry());
    }

    @Override
    public Outcome run(Lanes.Turn turn, Lanes.Due due, Codec codec, HostHealth news)
            throws InterruptedException {
        var attempt = new Attempt(turn, due, System.nanoTime(), news);
        try {
            if (turn.pictures() != null) {
                return attempt.ofPicture(turn.pictures(), codec);
            }
            return switch (downloads.fetch(due.url(), asker(turn))) {
                case Download.Complete(var body) -> {
                    news.answered();
                    yield attempt.store(body, codec);
                }
                case Download other -> attempt.ended(other);
            };
        } catch (UncheckedIOException e) {
            return attempt.notNow(outputs.notKept(String.valueOf(e.getMessage())));
        }
    }

    private static Asker asker(Lanes.Turn turn) {
        return new Asker(String.valueOf(turn.owner()), turn.batch().toString());
    }

    /// One try, with what all its possible endings need.
    private final class Attempt {

        private final Lanes.Turn turn;
        private final Lanes.Due due;
        private final long started;
        private final long startedAt = System.currentTimeMillis();
        private final HostHealth news;

        Attempt(Lanes.Turn turn, Lanes.Due due, long started, HostHealth news) {
            this.turn = turn;
            this.due = due;
            this.started = started;
            this.news = news;
        }

        /// One that came in with its batch.
        Outcome ofPicture(String token, Codec codec) throws InterruptedException {
            return switch (pictures.read(token, due.row())) {
                case KeptPictures.Read(var body) -> store(body, codec);
                case KeptPictures.TooLarge() -> failed(FailureCode.TOO_LARGE, null, null);
                case KeptPictures.Missing() ->
                        failed(FailureCode.INTERNAL, null, "the picture is not kept any more");
                case KeptPictures.NotNow(var why) -> notNow(outputs.notRead(why));
            };
        }

        Outcome store(Body body, Codec codec) throws InterruptedException {
            Failpoint.DOWNLOADED.reach();
            try (body) {
                return switch (codec.transcode(body.bytes(), (int) body.length(), turn.recipe())) {
                    case Transcoded.Refused(var reason, var detail) ->
                            failed(FailureCode.of(reason), null, detail);
                    case Transcoded.Done done -> store(done, (int) body.length());
                };
            }
        }

        private Outcome store(Transcoded.Done done, int bytesIn) {
            var key = Image.key(turn.token(), due.row(), due.position(), done.format());
            Failpoint.TRANSCODED.reach();
            if (isLate() && !lanes.wanted(turn.batch())) {
                log.info("{} is not stored: its batch was deleted meanwhile.", key);
                return notNow(Duration.ZERO);
            }
            return switch (outputs.put(key, done.bytes(), done.format().mediaType())) {
                case StoreOutput.NotNow(var after) -> notNow(after);
                case StoreOutput.Kept() -> {
                    Failpoint.STORED.reach();
                    yield new Outcome.Stored(
                            turn.batch(),
                            due.id(),
                            done.format(),
                            done.width(),
                            done.height(),
                            bytesIn,
                            done.bytes().length,
                            look(done.found()),
                            done.warning(),
                            millis());
                }
            };
        }

        /// In hundredths, which is more than anybody sees.
        private static @Nullable Double look(Transcoded.@Nullable Found found) {
            var look = found == null ? null : found.look();
            return look == null ? null : (Double) (Math.round(look * 100) / 100.0);
        }

        /// By the clock on the wall, which goes on while a process or its machine is stopped.
        private boolean isLate() {
            return Math.abs(System.currentTimeMillis() - startedAt) > LATE.toMillis();
        }

        /// Trouble of ours: the image stays as it is.
        Outcome notNow(Duration after) {
            return again(after, Outcome.Reason.OURS);
        }

        /// Without an image.
        Outcome ended(Download download) {
            var said = judge.of(download, new Judge.Tried(due.attempts(), due.throttled()));
            switch (said.host()) {
                case ANSWERED -> news.answered();
                case FAILED -> news.failed();
                case UNKNOWN -> {}
            }
            return switch (said.verdict()) {
                case Verdict.Failed(var code, var status, var detail) ->
                        failed(code, status, detail);
                case Verdict.Again(var after) -> again(after, Outcome.Reason.FAILED);
                case Verdict.Later(var rest) -> {
                    news.rest(rest);
                    yield again(rest, Outcome.Reason.THROTTLED);
                }
                case Verdict.NotNow(var why) -> notNow(outputs.notKept(why));
            };
        }

        private Outcome again(Duration after, Outcome.Reason reason) {
            return new Outcome.Again(turn.batch(), due.id(), after, reason);
        }

        private Outcome failed(
                FailureCode code, @Nullable Integer status, @Nullable String detail) {
            return new Outcome.Failed(
                    turn.batch(), due.id(), turn.host(), code, status, detail, millis());
        }

        private int millis() {
            return (int) Duration.ofNanos(System.nanoTime() - started).toMillis();
        }
    }
}
