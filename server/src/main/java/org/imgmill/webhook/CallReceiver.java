package org.imgmill.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.imgmill.fetch.Asker;
import org.imgmill.fetch.Post;
import org.imgmill.fetch.Posted;
import org.imgmill.fetch.Unreached;
import org.imgmill.fetch.WebUrl;
import org.imgmill.tracing.Traces;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Posts a delivery to its receiver, signed and with its place in the batch's trace, and puts the
/// result in words.
@Component
class CallReceiver {

    private static final int EXCERPT = 1024;

    private final Post post;
    private final WebhookSettings settings;
    private final Traces traces;

    CallReceiver(Post post, WebhookSettings settings, Traces traces) {
        this.post = post;
        this.settings = settings;
        this.traces = traces;
    }

    /// @param after how long the receiver wants to be left alone
    record Heard(Tries.Outcome outcome, Optional<Duration> after) {

        /// Whether the receiver answered, whatever it said.
        boolean isAnswer() {
            return outcome.status() != null || outcome.error() == null;
        }

        boolean isGone() {
            return outcome.status() != null && outcome.status() == 410;
        }
    }

    Heard call(Tries.Due due, WebUrl url) throws InterruptedException {
        byte[] body = due.payload().getBytes(UTF_8);
        var headers =
                new LinkedHashMap<>(
                        new Signatures(due.secrets(), settings.secrets())
                                .headers(due.id().toString(), Instant.now(), body));
        var call = traces.call(due.batch(), due.id(), url.authority(), due.tries() + 1);
        headers.putAll(call.headers());
        long start = System.nanoTime();
        var posted = post.post(url, asker(due), headers, body, settings.timeout());
        var heard = heard(posted, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        call.ended(heard.outcome().status(), heard.outcome().error());
        return heard;
    }

    /// Names are looked up in turns with those of the batch's images.
    private static Asker asker(Tries.Due due) {
        return new Asker(String.valueOf(due.owner()), due.batch().toString());
    }

    private static Heard heard(Posted posted, long ms) {
        return switch (posted) {
            case Posted.Answered(var status, var after, var said) ->
                    new Heard(
                            new Tries.Outcome(status, refusal(status), ms, excerpt(said)),
                            status == 429 || status == 503 ? after : Optional.empty());
            case Unreached unreached ->
                    new Heard(
                            new Tries.Outcome(null, sentence(unreached), ms, null),
                            Optional.empty());
        };
    }

    private static @Nullable String refusal(int status) {
        if (status >= 200 && status < 300) {
            return null;
        }
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
