package org.imgmill.processing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.imgmill.attempt.FailureCode;
import org.imgmill.attempt.Judge;
import org.imgmill.attempt.Verdict;
import org.imgmill.batch.Failpoint;
import org.imgmill.batch.Image;
import org.imgmill.batch.Lanes;
import org.imgmill.batch.Outcome;
import org.imgmill.batch.Seen;
import org.imgmill.batch.Traits;
import org.imgmill.fetch.Asker;
import org.imgmill.fetch.Body;
import org.imgmill.fetch.Download;
import org.imgmill.fetch.Version;
import org.imgmill.output.Output;
import org.imgmill.transcode.Glance;
import org.imgmill.transcode.Transcoded;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One try at one image: download it (or read it, if it came in itself), transcode, store.
///
/// Long: one try from its download to its ending reads in one go; its parts share all that the try
/// knows.
final class ProcessImage implements ImageTry {

    private static final Logger log = LoggerFactory.getLogger(ProcessImage.class);

    /// An image that took so long may belong to a batch that is gone.
    private static final Duration LATE = Duration.ofSeconds(5);

    private final Pictures hosts;
    private final KeptPictures pictures;
    private final StoreOutput outputs;
    private final Lanes lanes;
    private final Judge judge;
    private final RunAgain again;

    ProcessImage(
            Pictures hosts,
            KeptPictures pictures,
            StoreOutput outputs,
            Lanes lanes,
            RunAgain again,
            ProcessingSettings settings) {
        this.again = again;
        this.pictures = pictures;
        this.hosts = hosts;
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
            var download =
                    turn.memory() == null
                            ? hosts.fetch(due.url(), asker(turn))
                            : again.fetch(turn, due, asker(turn));
            return switch (download) {
                case Download.Complete(var body) -> {
                    news.answered();
                    yield attempt.store(body, codec);
                }
                case Download.NotModified(var version) -> {
                    news.answered();
                    yield attempt.notModified(version);
                }
                case Download other -> attempt.ended(other);
            };
        } catch (UncheckedIOException e) {
            return attempt.notNow(outputs.notKept(String.valueOf(e.getMessage())));
        } catch (IOException e) {
            return attempt.notNow(outputs.notLookedUp(String.valueOf(e.getMessage())));
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

        /// What the next run of its catalogue is to know of it.
        private @Nullable Seen seen;

        Attempt(Lanes.Turn turn, Lanes.Due due, long started, HostHealth news) {
            this.turn = turn;
            this.due = due;
            this.started = started;
            this.news = news;
        }

        /// The image is still what it was when its outputs were made.
        Outcome notModified(Version version) {
            var known = Objects.requireNonNull(due.known(), "nothing was known of it");
            var run = Objects.requireNonNull(turn.memory(), "its batch is of no catalogue");
            return RunAgain.unchanged(
                    turn, due, known, RunAgain.confirmed(run, known, version), millis());
        }

        /// One that came in with its batch.
        Outcome ofPicture(String token, Codec codec) throws InterruptedException, IOException {
            return switch (pictures.read(token, due.row())) {
                case KeptPictures.Read(var body) -> store(body, codec);
                case KeptPictures.TooLarge() -> failed(FailureCode.TOO_LARGE, null, null);
                case KeptPictures.Missing() ->
                        failed(FailureCode.INTERNAL, null, "the picture is not kept any more");
                case KeptPictures.NotNow(var why) -> notNow(outputs.notRead(why));
            };
        }

        /// Makes what is missing of its outputs, and stores it.
        Outcome store(Body body, Codec codec) throws InterruptedException, IOException {
            Failpoint.DOWNLOADED.reach();
            try (body) {
                var run = turn.memory();
                if (run != null) {
                    var input = RunAgain.digest(body.bytes(), (int) body.length());
                    seen = RunAgain.seen(run, input, body);
                    var known = again.made(turn, run, due, input);
                    if (known != null) {
                        return RunAgain.unchanged(turn, due, known, seen, millis());
                    }
                }
                var outputs = turn.outputs();
                var missing = new ArrayList<Integer>(outputs.size());
                for (int i = 0; i < outputs.size(); i++) {
                    if (due.made().isEmpty() || due.made().get(i) == null) {
                        missing.add(i);
                    }
                }
                var recipes = missing.stream().map(i -> outputs.get(i).recipe()).toList();
                byte[] input = body.bytes();
                int length = (int) body.length();
                var made = codec.transcode(input, length, recipes);
                return store(missing, made, length, Traits.checksum(input, length));
            }
        }

        private Outcome store(
                List<Integer> which, List<Transcoded> results, int bytesIn, int checksum) {
            var all = new Output.@Nullable Made[turn.outputs().size()];
            for (int i = 0; i < due.made().size(); i++) {
                all[i] = due.made().get(i);
            }
            Transcoded.Refused refused = null;
            String lacking = "";
            String warning = null;
            Double look = null;
            Glance glance = null;
            for (int i = 0; i < results.size(); i++) {
                int at = which.get(i);
                switch (results.get(i)) {
                    case Transcoded.Refused one -> {
                        if (refused == null) {
                            refused = one;
                            lacking = turn.outputs().get(at).name();
                        }
                    }
                    case Transcoded.Done done -> {
                        var not = store(turn.outputs().get(at), done);
                        if (not != null) {
                            return not;
                        }
                        warning = warning == null ? done.warning() : warning;
                        look = at == 0 ? look(done.found()) : look;
                        glance = at == 0 ? done.glance() : glance;
                        all[at] =
                                new Output.Made(
                                        done.format(),
                                        done.width(),
                                        done.height(),
                                        done.bytes().length);
                    }
                }
            }
            if (refused != null) {
                return refused(refused, lacking, Arrays.asList(all));
            }
            var traits = glance == null ? null : new Traits(glance, checksum);
            return stored(Arrays.asList(all), bytesIn, look, warning, traits);
        }

        private Outcome refused(
                Transcoded.Refused refused, String lacking, List<Output.@Nullable Made> made) {
            var code = FailureCode.of(refused.reason());
            if (made.stream().allMatch(Objects::isNull)) {
                return failed(code, null, refused.detail());
            }
            return new Outcome.Failed(
                    turn.batch(),
                    due.id(),
                    turn.host(),
                    code,
                    null,
                    "output %s: %s".formatted(lacking, refused.detail()),
                    millis(),
                    made);
        }

        private Outcome stored(
                List<Output.@Nullable Made> made,
                int bytesIn,
                @Nullable Double look,
                @Nullable String warning,
                @Nullable Traits traits) {
            var first = Objects.requireNonNull(made.getFirst());
            int bytesOut = 0;
            for (var one : made) {
                bytesOut += Objects.requireNonNull(one).bytes();
            }
            boolean named = turn.outputs().getFirst().isNamed();
            return new Outcome.Stored(
                    turn.batch(),
                    due.id(),
                    first.format(),
                    first.width(),
                    first.height(),
                    bytesIn,
                    bytesOut,
                    look,
                    warning,
                    millis(),
                    named ? made : List.of(),
                    null,
                    seen,
                    traits);
        }

        /// Null when it is in the storage.
        private @Nullable Outcome store(Output output, Transcoded.Done done) {
            var key =
                    Image.key(
                            turn.token(),
                            output,
                            due.row(),
                            due.position(),
                            due.name(),
                            done.format());
            Failpoint.TRANSCODED.reach();
            if (isLate() && !lanes.wanted(turn.batch())) {
                log.info("{} is not stored: its batch was deleted meanwhile.", key);
                return notNow(Duration.ZERO);
            }
            return switch (outputs.put(key, done.bytes(), done.format().mediaType())) {
                case StoreOutput.NotNow(var after) -> notNow(after);
                case StoreOutput.Kept() -> {
                    Failpoint.STORED.reach();
                    yield null;
                }
            };
        }

        /// In hundredths, finer than what is shown.
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

        /// The download brought none.
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
