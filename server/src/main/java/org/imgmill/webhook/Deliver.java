package org.imgmill.webhook;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.imgmill.batch.Failpoint;
import org.imgmill.batch.LogFields;
import org.imgmill.fetch.ParsedUrl;
import org.imgmill.fetch.WebUrl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/// Makes one try at one delivery and decides what follows from it.
@Component
class Deliver {

    private static final Logger log = LoggerFactory.getLogger(Deliver.class);
    private static final Duration A_DAY = Duration.ofDays(1);

    private final Tries tries;
    private final CallReceiver receiver;
    private final WebhookSettings settings;
    private final HostTurns turns;

    Deliver(Tries tries, CallReceiver receiver, WebhookSettings settings) {
        this.tries = tries;
        this.receiver = receiver;
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
        var heard = receiver.call(due, url);
        var outcome = heard.outcome();
        Failpoint.DELIVERED.reach();
        if (outcome.error() == null) {
            tries.delivered(due, outcome);
            return new Next.Over();
        }
        if (heard.isGone()) {
            tries.gone(due, outcome);
            log.info("The webhook is not called again: its receiver said that it is gone.");
            return new Next.Over();
        }
        return again(due, outcome, heard.after());
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
}
