package org.imgmill.webhook;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.imgmill.batch.Failpoint;
import org.imgmill.batch.LogFields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// Makes one try at one delivery and decides what follows from it.
@Component
class Deliver {

    private static final Logger log = LoggerFactory.getLogger(Deliver.class);
    private static final Duration A_DAY = Duration.ofDays(1);

    /// When parked deliveries run by themselves if nobody wakes them.
    private static final Duration PARKED = Duration.ofMinutes(30);

    /// After so many unanswered tries in a row a host rests.
    private static final int UNANSWERED = 20;

    private static final Duration REST = Duration.ofSeconds(60);
    private static final Duration SHORTLY = Duration.ofSeconds(1);

    private static final Executor WAKING =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("wake-", 0).factory());

    private final Tries tries;
    private final CallReceiver receiver;
    private final SendMail mail;
    private final WebhookSettings settings;
    private final HostTurns turns;
    private final ParkedDeliveries parked;

    Deliver(
            Tries tries,
            CallReceiver receiver,
            SendMail mail,
            WebhookSettings settings,
            ParkedDeliveries parked) {
        this.mail = mail;
        this.tries = tries;
        this.receiver = receiver;
        this.settings = settings;
        this.parked = parked;
        this.turns =
                new HostTurns(settings.perHost(), UNANSWERED, REST.toNanos(), System::nanoTime);
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
        return switch (Target.of(due.url())) {
            case Target.Web(var url) -> inTurn(due, url.authority(), () -> receiver.call(due, url));
            case Target.Mailbox(var address) ->
                    inTurn(due, mail.authority(), () -> mail.send(due, address));
            case Target.Invalid(var why) ->
                    giveUp(due, new Tries.Outcome(null, "this URL " + why, 0, null));
        };
    }

    private interface Try {
        CallReceiver.Heard call() throws InterruptedException;
    }

    private Next inTurn(Tries.Due due, String host, Try work) throws InterruptedException {
        if (!turns.takeOrPark(host, due.id())) {
            return new Next.Later(jittered(PARKED));
        }
        boolean answered = true;
        try {
            var heard = work.call();
            answered = heard.isAnswer();
            return after(due, heard);
        } finally {
            giveBack(host, answered);
        }
    }

    private void giveBack(String host, boolean answered) {
        if (turns.giveBack(host, answered)) {
            log.info(
                    "{} leaves webhooks unanswered. Its deliveries wait {} s; those to others go on.",
                    host,
                    REST.toSeconds());
            later(REST, host);
        } else {
            wake(host);
        }
    }

    private void later(Duration time, String host) {
        CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS, WAKING)
                .execute(() -> wake(host));
    }

    /// A delivery whose task is still at work is woken a moment later.
    private void wake(String host) {
        var next = turns.next(host);
        if (next.isEmpty()) {
            return;
        }
        try {
            var missed = parked.wake(next);
            if (!missed.isEmpty()) {
                turns.parkAgain(host, missed);
                later(SHORTLY, host);
            }
        } catch (DataAccessException | TransactionException e) {
            turns.parkAgain(host, next);
            later(REST, host);
            log.debug("Deliveries to {} could not be woken: {}", host, e.getMessage());
        }
    }

    private Next after(Tries.Due due, CallReceiver.Heard heard) {
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
