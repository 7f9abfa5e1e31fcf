package org.imgmill.processing;

import static org.imgmill.batch.FailureCode.BLOCKED_ADDRESS;
import static org.imgmill.batch.FailureCode.CONNECT;
import static org.imgmill.batch.FailureCode.DNS;
import static org.imgmill.batch.FailureCode.HTTP_STATUS;
import static org.imgmill.batch.FailureCode.INVALID_URL;
import static org.imgmill.batch.FailureCode.NOT_AN_IMAGE;
import static org.imgmill.batch.FailureCode.TIMEOUT;
import static org.imgmill.batch.FailureCode.TLS;
import static org.imgmill.batch.FailureCode.TOO_LARGE;
import static org.imgmill.batch.FailureCode.TOO_MANY_REDIRECTS;
import static org.imgmill.batch.FailureCode.TRUNCATED;
import static org.imgmill.batch.FailureCode.UNSUPPORTED_FORMAT;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import org.imgmill.batch.Failpoint;
import org.imgmill.batch.FailureCode;
import org.imgmill.batch.Image;
import org.imgmill.batch.Lanes;
import org.imgmill.batch.Outcome;
import org.imgmill.fetch.Asker;
import org.imgmill.fetch.Body;
import org.imgmill.fetch.Download;
import org.imgmill.fetch.Downloads;
import org.imgmill.fetch.Unreached;
import org.imgmill.transcode.Transcoded;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One try at one image: download, transcode, store.
final class ProcessImage implements ImageTry {

    private static final Logger log = LoggerFactory.getLogger(ProcessImage.class);

    /// A host is obeyed for so long at a time, whatever it asks.
    private static final Duration LONGEST_REST = Duration.ofMinutes(15);

    /// How long a host may ask to wait before that counts as failing.
    private static final Duration PATIENCE = Duration.ofHours(24);

    /// What a host gets that says "too many" but not until when.
    private static final Duration UNSAID_REST = Duration.ofSeconds(5);

    /// An image that took so long may belong to a batch that is gone.
    private static final Duration LATE = Duration.ofSeconds(5);

    private final Downloads downloads;
    private final StoreOutput outputs;
    private final Lanes lanes;
    private final Backoff backoff;
    private final int attempts;

    ProcessImage(
            Downloads downloads, StoreOutput outputs, Lanes lanes, ProcessingSettings settings) {
        this.downloads = downloads;
        this.outputs = outputs;
        this.lanes = lanes;
        this.backoff = new Backoff(settings.firstRetry(), LONGEST_REST);
        this.attempts = settings.attempts();
    }

    @Override
    public Outcome run(Lanes.Turn turn, Lanes.Due due, Codec codec, HostHealth news)
            throws InterruptedException {
        var attempt = new Attempt(turn, due, System.nanoTime(), news);
        try {
            return switch (downloads.fetch(due.url(), asker(turn))) {
                case Download.Complete(var body) -> {
                    news.answered();
                    yield attempt.store(body, codec);
                }
                case Download.HttpStatus(var status, var retryAfter) ->
                        attempt.status(status, retryAfter);
                case Download.TooManyRedirects(var limit) ->
                        attempt.failed(TOO_MANY_REDIRECTS, "more than " + limit + " redirects");
                case Download.TooLarge(var limit) ->
                        attempt.failed(TOO_LARGE, "larger than " + limit + " bytes");
                case Download.Truncated(var why) -> attempt.again(TRUNCATED, "the server " + why);
                case Download.Undecodable(var why) ->
                        attempt.refused(UNSUPPORTED_FORMAT, "the server " + why);
                case Download.SharePage(var service, var advice) ->
                        attempt.refused(
                                NOT_AN_IMAGE,
                                "this is a page of %s, not the file. %s"
                                        .formatted(service, advice));
                case Download.Busy(var retryAfter) -> attempt.later(retryAfter);
                case Download.NotKept(var why) -> attempt.notNow(outputs.notKept(why));
                case Unreached.InvalidUrl(var why) ->
                        attempt.failed(INVALID_URL, "this URL " + why);
                case Unreached.Blocked(var host) ->
                        attempt.failed(BLOCKED_ADDRESS, host + " may not be fetched from");
                case Unreached.DnsFailed(var host) -> attempt.again(DNS, host + " has no address");
                case Unreached.ConnectFailed(var host) ->
                        attempt.hostFailed(CONNECT, host + " could not be reached");
                case Unreached.ConnectionLost(var host) ->
                        attempt.hostFailed(CONNECT, host + " hung up");
                case Unreached.TlsFailed(_, var why) -> {
                    news.failed();
                    yield attempt.failed(TLS, why);
                }
                case Unreached.TimedOut(var why) ->
                        attempt.hostFailed(TIMEOUT, "the server " + why);
                case Unreached.Garbled(var why) -> {
                    // the host is there, whatever it says
                    news.answered();
                    yield attempt.again(CONNECT, "the server " + why);
                }
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

        Outcome store(Body body, Codec codec) throws InterruptedException {
            Failpoint.DOWNLOADED.reach();
            try (body) {
                return switch (codec.transcode(body.bytes(), (int) body.length(), turn.recipe())) {
                    case Transcoded.Refused(var reason, var detail) ->
                            failed(FailureCode.of(reason), detail);
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
                            done.warning(),
                            millis());
                }
            };
        }

        /// By the clock on the wall, which goes on while a process or its machine is stopped.
        private boolean isLate() {
            return Math.abs(System.currentTimeMillis() - startedAt) > LATE.toMillis();
        }

        /// Trouble of ours: the image stays as it is.
        Outcome notNow(Duration after) {
            return new Outcome.Again(turn.batch(), due.id(), after, Outcome.Reason.OURS);
        }

        Outcome status(int status, Optional<Duration> retryAfter) {
            boolean wait =
                    status == 429 || status == 420 || (status == 503 && retryAfter.isPresent());
            if (wait && due.throttled().compareTo(PATIENCE) < 0) {
                var rest = retryAfter.orElse(UNSAID_REST);
                return later(rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST);
            }
            if (status >= 500) {
                news.failed();
            } else {
                news.answered();
            }
            return mayDoBetter(status) && triesLeft()
                    ? again(retryAfter.orElse(Duration.ZERO))
                    : failed(HTTP_STATUS, status, null);
        }

        /// Not yet (202), locked (423), too early (425), too many (420 and 429), or its trouble.
        private static boolean mayDoBetter(int status) {
            return switch (status) {
                case 202, 408, 420, 423, 425, 429 -> true;
                default -> status >= 500;
            };
        }

        /// The host answered, and would answer the same again.
        Outcome refused(FailureCode code, String detail) {
            news.answered();
            return failed(code, detail);
        }

        /// The host is left alone, and no attempt is used up.
        Outcome later(Duration rest) {
            news.rest(rest);
            return new Outcome.Again(turn.batch(), due.id(), rest, Outcome.Reason.THROTTLED);
        }

        Outcome hostFailed(FailureCode code, String detail) {
            news.failed();
            return again(code, detail);
        }

        Outcome again(FailureCode code, String detail) {
            return triesLeft() ? again(Duration.ZERO) : failed(code, detail);
        }

        /// @param asked how long the host wants this image to wait
        private Outcome again(Duration asked) {
            var ours = backoff.after(due.attempts() + 1);
            var rest = asked.compareTo(LONGEST_REST) < 0 ? asked : LONGEST_REST;
            return new Outcome.Again(
                    turn.batch(),
                    due.id(),
                    ours.compareTo(rest) < 0 ? rest : ours,
                    Outcome.Reason.FAILED);
        }

        Outcome failed(FailureCode code, String detail) {
            return failed(code, null, detail);
        }

        private Outcome failed(
                FailureCode code, @Nullable Integer status, @Nullable String detail) {
            return new Outcome.Failed(
                    turn.batch(), due.id(), turn.host(), code, status, detail, millis());
        }

        private boolean triesLeft() {
            return due.attempts() + 1 < attempts;
        }

        private int millis() {
            return (int) Duration.ofNanos(System.nanoTime() - started).toMillis();
        }
    }
}
