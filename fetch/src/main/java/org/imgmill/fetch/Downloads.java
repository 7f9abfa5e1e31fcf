package org.imgmill.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/// Fetches what strangers named: one attempt per call, over redirects, within all limits. Calls
/// block and are meant for virtual threads.
public final class Downloads {

    private static final String ACCEPT =
            "image/jpeg,image/png,image/gif,image/webp;q=0.9,image/avif;q=0.9,image/*;q=0.8,*/*;q=0.5";

    private final FetchSettings settings;
    private final Exchanges exchanges;
    private final Spool spool;
    private final MemoryBudget budget;
    private final HostLimits limits;

    Downloads(FetchSettings settings, Exchanges exchanges, Spool spool, MemoryBudget budget) {
        this.settings = settings;
        this.exchanges = exchanges;
        this.spool = spool;
        this.budget = budget;
        this.limits = new HostLimits(settings);
    }

    /// The largest body that is taken.
    public long mostBytes() {
        return settings.maxBytes();
    }

    /// Whether this node's disk takes downloads.
    ///
    /// @throws IOException why not
    public void check() throws IOException {
        spool.check();
    }

    public Download fetch(String url) throws InterruptedException {
        return switch (WebUrl.parse(url)) {
            case WebUrl webUrl -> fetch(webUrl);
            case ParsedUrl.Invalid(var why) -> new Unreached.InvalidUrl(why);
        };
    }

    public Download fetch(WebUrl url) throws InterruptedException {
        try (var memory = budget.awaitRequest();
                var deadline = exchanges.deadline(settings.timeout())) {
            return follow(url, deadline, memory);
        } catch (CutShort early) {
            return early.ending();
        }
    }

    private Download follow(WebUrl url, Deadline deadline, MemoryBudget.Reservation memory)
            throws CutShort, InterruptedException {
        WebUrl at = url;
        for (int followed = 0; followed <= settings.maxRedirects(); followed++) {
            try (var turn = limits.enter(at)) {
                if (turn instanceof HostLimits.Later(var retryAfter)) {
                    return new Download.Busy(retryAfter);
                }
                // a redirect must not carry a host's headers out of TLS
                boolean withHeaders = at.secure() || !url.secure();
                try (var answer = exchanges.ask(at, request(at, withHeaders), deadline)) {
                    String location = answer.header("Location");
                    if (!isRedirect(answer.status()) || location == null) {
                        return receive(answer, deadline, memory);
                    }
                    answer.discard();
                    switch (at.resolve(Utf8Headers.decode(location))) {
                        case WebUrl next -> at = next;
                        case ParsedUrl.Invalid(var why) -> {
                            return new Unreached.InvalidUrl("redirects to one that " + why);
                        }
                    }
                }
            }
        }
        return new Download.TooManyRedirects(settings.maxRedirects());
    }

    private ClassicHttpRequest request(WebUrl url, boolean withHeaders) {
        var request = new BasicClassicHttpRequest("GET", url.target());
        request.setHeader("Host", url.authority());
        request.setHeader("User-Agent", settings.userAgent());
        request.setHeader("Accept", ACCEPT);
        request.setHeader("Accept-Encoding", "identity");
        if (withHeaders) {
            settings.host(url)
                    .map(FetchSettings.Host::headers)
                    .orElse(Map.of())
                    .forEach(request::setHeader);
        }
        return request;
    }

    private static boolean isRedirect(int status) {
        return switch (status) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
    }

    private Download receive(Answer answer, Deadline deadline, MemoryBudget.Reservation memory)
            throws InterruptedException {
        if (answer.status() != 200) {
            var ending = new Download.HttpStatus(answer.status(), answer.retryAfter());
            answer.discard();
            return ending;
        }
        long limit = mostBytes();
        if (answer.length() > limit) {
            return new Download.TooLarge(limit);
        }
        String codings = answer.headers("Content-Encoding");
        try (InputStream in = Codings.undo(codings, answer.body(), limit)) {
            long announced = codings.isEmpty() ? answer.length() : -1;
            Body body = spool.read(in, announced, memory);
            if (answer.finish()) {
                return new Download.Complete(body);
            }
            body.close();
            return new Download.Truncated("sent more than it announced");
        } catch (NotKept ours) {
            return ours.ending();
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return deadline.passed() ? deadline.ending("sent nothing") : broken(e);
        }
    }

    private Download broken(IOException e) {
        return e instanceof BodyRefused refused
                ? refused.ending()
                : new Download.Truncated("broke off before the end of the body");
    }
}
