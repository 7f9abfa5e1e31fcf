package org.imgmill.attempt;

import static org.imgmill.attempt.FailureCode.BLOCKED_ADDRESS;
import static org.imgmill.attempt.FailureCode.CONNECT;
import static org.imgmill.attempt.FailureCode.DNS;
import static org.imgmill.attempt.FailureCode.HTTP_STATUS;
import static org.imgmill.attempt.FailureCode.INVALID_URL;
import static org.imgmill.attempt.FailureCode.NOT_AN_IMAGE;
import static org.imgmill.attempt.FailureCode.TIMEOUT;
import static org.imgmill.attempt.FailureCode.TLS;
import static org.imgmill.attempt.FailureCode.TOO_LARGE;
import static org.imgmill.attempt.FailureCode.TOO_MANY_REDIRECTS;
import static org.imgmill.attempt.FailureCode.TRUNCATED;
import static org.imgmill.attempt.FailureCode.UNSUPPORTED_FORMAT;

import java.time.Duration;
import java.util.Optional;
import org.imgmill.fetch.Download;
import org.imgmill.fetch.Unreached;

/// Says what a download means: for its image, which ends, is tried again or waits, and for its
/// host.
public final class Judge {

    /// The longest rest that a host gets at a time, whatever it asks.
    public static final Duration LONGEST_REST = Duration.ofMinutes(15);

    /// How long a host may ask to wait before that counts as failing.
    private static final Duration PATIENCE = Duration.ofHours(24);

    /// The rest for a host that says "too many" but not until when.
    private static final Duration UNSAID_REST = Duration.ofSeconds(5);

    private final int attempts;
    private final Backoff backoff;

    /// @param attempts at one image, at most
    /// @param firstRetry the wait before the second
    public Judge(int attempts, Duration firstRetry) {
        this.attempts = attempts;
        this.backoff = new Backoff(firstRetry, LONGEST_REST);
    }

    /// What an image has been through before this try.
    ///
    /// @param attempts that failed
    /// @param throttled how long hosts have been asking to wait; zero: not at all
    public record Tried(int attempts, Duration throttled) {}

    /// What is said about one download.
    public record Said(Verdict verdict, Verdict.Host host) {}

    /// @param download anything but a complete one
    public Said of(Download download, Tried tried) {
        return switch (download) {
            case Download.Complete complete ->
                    throw new IllegalArgumentException("a complete download is transcoded");
            case Download.NotModified same ->
                    throw new IllegalArgumentException("what is known already is not judged");
            case Download.HttpStatus(var status, var retryAfter) ->
                    status(status, retryAfter, tried);
            case Download.TooManyRedirects(var limit) ->
                    ended(TOO_MANY_REDIRECTS, "more than " + limit + " redirects");
            case Download.TooLarge(var limit) ->
                    ended(TOO_LARGE, "larger than " + limit + " bytes");
            case Download.Truncated(var why) ->
                    unknown(again(TRUNCATED, "the server " + why, tried));
            case Download.Undecodable(var why) ->
                    answered(failed(UNSUPPORTED_FORMAT, "the server " + why));
            case Download.SharePage(var service, var advice) ->
                    answered(
                            failed(
                                    NOT_AN_IMAGE,
                                    "this is a page of %s, not the file. %s"
                                            .formatted(service, advice)));
            case Download.Busy(var retryAfter) -> unknown(new Verdict.Later(retryAfter));
            case Download.NotKept(var why) -> unknown(new Verdict.NotNow(why));
            case Unreached unreached -> unreached(unreached, tried);
        };
    }

    private Said unreached(Unreached unreached, Tried tried) {
        return switch (unreached) {
            case Unreached.InvalidUrl(var why) -> ended(INVALID_URL, "this URL " + why);
            case Unreached.Blocked(var host) ->
                    ended(BLOCKED_ADDRESS, host + " may not be fetched from");
            case Unreached.DnsFailed(var host) ->
                    unknown(again(DNS, host + " has no address", tried));
            case Unreached.ConnectFailed(var host) ->
                    hostFailed(again(CONNECT, host + " could not be reached", tried));
            case Unreached.ConnectionLost(var host) ->
                    hostFailed(again(CONNECT, host + " hung up", tried));
            case Unreached.TlsFailed(var host, var why) -> hostFailed(failed(TLS, why));
            case Unreached.TimedOut(var why) ->
                    hostFailed(again(TIMEOUT, "the server " + why, tried));
            // the host is there, whatever it says
            case Unreached.Garbled(var why) -> answered(again(CONNECT, "the server " + why, tried));
        };
    }

    private Said status(int status, Optional<Duration> retryAfter, Tried tried) {
        boolean wait = status == 429 || status == 420 || (status == 503 && retryAfter.isPresent());
        if (wait && tried.throttled().compareTo(PATIENCE) < 0) {
            return unknown(new Verdict.Later(shorter(retryAfter.orElse(UNSAID_REST))));
        }
        Verdict verdict =
                mayDoBetter(status) && triesLeft(tried)
                        ? again(retryAfter.orElse(Duration.ZERO), tried)
                        : new Verdict.Failed(HTTP_STATUS, status, null);
        return status >= 500 ? hostFailed(verdict) : answered(verdict);
    }

    /// Not yet (202), locked (423), too early (425), too many (420 and 429), or its trouble.
    private static boolean mayDoBetter(int status) {
        return switch (status) {
            case 202, 408, 420, 423, 425, 429 -> true;
            default -> status >= 500;
        };
    }

    private Verdict again(FailureCode code, String detail, Tried tried) {
        return triesLeft(tried) ? again(Duration.ZERO, tried) : failed(code, detail);
    }

    /// @param asked how long the host wants this image to wait
    private Verdict again(Duration asked, Tried tried) {
        var ours = backoff.after(tried.attempts() + 1);
        var rest = shorter(asked);
        return new Verdict.Again(ours.compareTo(rest) < 0 ? rest : ours);
    }

    private boolean triesLeft(Tried tried) {
        return tried.attempts() + 1 < attempts;
    }

    private static Duration shorter(Duration asked) {
        return asked.compareTo(LONGEST_REST) < 0 ? asked : LONGEST_REST;
    }

    private static Verdict failed(FailureCode code, String detail) {
        return new Verdict.Failed(code, null, detail);
    }

    private static Said ended(FailureCode code, String detail) {
        return unknown(failed(code, detail));
    }

    private static Said unknown(Verdict verdict) {
        return new Said(verdict, Verdict.Host.UNKNOWN);
    }

    private static Said answered(Verdict verdict) {
        return new Said(verdict, Verdict.Host.ANSWERED);
    }

    private static Said hostFailed(Verdict verdict) {
        return new Said(verdict, Verdict.Host.FAILED);
    }
}
