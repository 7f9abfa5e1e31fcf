package org.imgmill.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.imgmill.batch.Failpoint;
import org.imgmill.batch.LogFields;
import org.imgmill.outbound.ParsedUrl;
import org.imgmill.outbound.Post;
import org.imgmill.outbound.Posted;
import org.imgmill.outbound.Unreached;
import org.imgmill.outbound.WebUrl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/// Makes one try at one delivery and decides what follows from it.
@Component
class Deliver {

    private static final Logger log = LoggerFactory.getLogger(Deliver.class);
    private static final int EXCERPT = 1024;
    private static final Duration A_DAY = Duration.ofDays(1);

    private final Tries tries;
    private final Post post;
    private final WebhookSettings settings;
    private final HostTurns turns;

    Deliver(Tries tries, Post post, WebhookSettings settings) {
        this.tries = tries;
        this.post = post;
        this.settings = settings;
        this.turns = new HostTurns(settings.perHost());
    }

    /// What is to be done with the task.
    sealed interface Next {
        record Over() implements Next {}

        record Later(Duration time) implements Next {}
    }

    Next run(UUID delivery) throws InterruptedException {
        var found = tries.find(delivery);
        if (found.isEmpty()) {
            return new Next.Over();
        }
        var due = found.get();
        try (var _ = LogFields.batch(due.batch());
                var _ = MDC.putCloseable("delivery", due.id().toString())) {
            return run(due);
        }
    }

    private Next run(Tries.Due due) throws InterruptedException {
        if (due.left().isPositive()) {
            return new Next.Later(due.left());
        }
        return switch (WebUrl.parse(due.url())) {
            case WebUrl url -> inTurn(due, url);
            case ParsedUrl.Invalid(var why) ->
                    giveUp(due, new Tries.Outcome(null, "this URL " + why, 0, null));
        };
    }

    private Next inTurn(Tries.Due due, WebUrl url) throws InterruptedException {
        if (!turns.take(url.authority())) {
            return new Next.Later(
                    Duration.ofMillis(ThreadLocalRandom.current().nextLong(1000, 4000)));
        }
        try {
            return attempt(due, url);
        } finally {
            turns.giveBack(url.authority());
        }
    }

    private Next attempt(Tries.Due due, WebUrl url) throws InterruptedException {
        byte[] body = due.payload().getBytes(UTF_8);
        var headers =
                new Signatures(due.secret(), settings.secretBytes().orElse(null))
                        .headers(due.id().toString(), Instant.now(), body);
        long start = System.nanoTime();
        var posted = post.post(url, headers, body, settings.timeout());
        long ms = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        Failpoint.DELIVERED.reach();
        return switch (posted) {
            case Posted.Answered(var status, var after, var said) -> {
                var excerpt = excerpt(said);
                if (status >= 200 && status < 300) {
                    tries.delivered(due, new Tries.Outcome(status, null, ms, excerpt));
                    yield new Next.Over();
                }
                var outcome = new Tries.Outcome(status, refusal(status), ms, excerpt);
                if (status == 410) {
                    tries.gone(due, outcome);
                    log.info("The webhook is not called again: its receiver said that it is gone.");
                    yield new Next.Over();
                }
                yield again(
                        due, outcome, status == 429 || status == 503 ? after : Optional.empty());
            }
            case Unreached unreached ->
                    again(
                            due,
                            new Tries.Outcome(null, sentence(unreached), ms, null),
                            Optional.empty());
        };
    }

    private Next again(Tries.Due due, Tries.Outcome outcome, Optional<Duration> wished) {
        var wait = settings.waitAfter(due.tries() + 1);
        if (wait.isEmpty()) {
            return giveUp(due, outcome);
        }
        var longest =
                wished.map(wish -> wish.compareTo(A_DAY) > 0 ? A_DAY : wish)
                        .filter(wish -> wish.compareTo(wait.get()) > 0)
                        .orElse(wait.get());
        var next = jittered(longest);
        tries.again(due, outcome, next);
        return new Next.Later(next);
    }

    private Next giveUp(Tries.Due due, Tries.Outcome outcome) {
        tries.givenUp(due, outcome);
        log.info("A delivery was given up after {} tries: {}.", due.tries() + 1, outcome.error());
        return new Next.Over();
    }

    /// Up to a fifth later, so that not all come back at once.
    private static Duration jittered(Duration wait) {
        return Duration.ofMillis(
                (long) (wait.toMillis() * ThreadLocalRandom.current().nextDouble(1, 1.2)));
    }

    private static String refusal(int status) {
        return "the server answered "
                + status
                + (status >= 300 && status < 400 ? "; redirects are not followed" : "");
    }

    private static String sentence(Unreached ending) {
        return switch (ending) {
            case Unreached.InvalidUrl(var why) -> "this URL " + why;
            case Unreached.Blocked(var host) -> host + " is not a public address";
            case Unreached.DnsFailed(var host) -> "the name " + host + " has no address";
            case Unreached.ConnectFailed(var host) -> "no connection to " + host + " came about";
            case Unreached.ConnectionLost(var host) ->
                    "the connection to " + host + " was lost before there was an answer";
            case Unreached.TlsFailed(var host, var why) -> "no TLS with " + host + ": " + why;
            case Unreached.TimedOut(var why) -> "the server " + why;
            case Unreached.Garbled(var why) -> "the server " + why;
        };
    }

    /// What PostgreSQL can keep as text, within a kilobyte.
    private static String excerpt(String said) {
        var clean = said.replace('\0', '?');
        byte[] bytes = clean.getBytes(UTF_8);
        if (bytes.length <= EXCERPT) {
            return clean;
        }
        int end = EXCERPT;
        while ((bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(bytes, 0, end, UTF_8);
    }
}
