package org.imgmill.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.jspecify.annotations.Nullable;

/// Fetches what strangers named: one attempt per call, over redirects, within all limits. Calls
/// block and are meant for virtual threads.
///
/// Long: one download from its request to its answer, over redirects, reads in one go.
public final class Downloads {

    private final FetchSettings settings;
    private final Exchanges exchanges;
    private final Spool spool;
    private final MemoryBudget budget;
    private final Wanted pictures;
    private final HostLimits limits;

    Downloads(FetchSettings settings, Exchanges exchanges, Spool spool, MemoryBudget budget) {
        this.settings = settings;
        this.exchanges = exchanges;
        this.spool = spool;
        this.budget = budget;
        this.pictures =
                new Wanted(
                        settings.accept(),
                        settings.timeout(),
                        new Receive(spool, budget, settings.maxBytes()),
                        null);
        this.limits = new HostLimits(settings);
    }

    /// What a download is for.
    ///
    /// @param timeout for all of it, redirects included
    /// @param again what is known of it already; null: nobody asks for its version
    private record Wanted(String accept, Duration timeout, Receive receive, @Nullable Again again) {

        Wanted again(Again known) {
            return new Wanted(accept, timeout, receive, known);
        }
    }

    /// @param known empty: nothing yet
    private record Again(Optional<Version> known) {

        void askIn(ClassicHttpRequest request, WebUrl at) {
            known.filter(version -> version.at().equals(at.text()))
                    .ifPresent(version -> version.askIn(request));
        }

        /// The version that this answer confirms; null: it confirms none.
        @Nullable Version confirmedBy(Answer answer, WebUrl at) {
            return answer.status() != 304
                    ? null
                    : known.filter(Version::canBeAskedFor)
                            .filter(version -> version.at().equals(at.text()))
                            .map(version -> version.confirmed(answer))
                            .orElse(null);
        }
    }

    /// The largest picture that is taken.
    public long mostBytes() {
        return settings.maxBytes();
    }

    /// Whether this node's disk takes downloads.
    ///
    /// @throws IOException why not
    public void check() throws IOException {
        spool.check();
    }

    /// Takes in a picture that is here already like a fetched one: within the same memory, and on
    /// disk if it is large, until somebody asks for its bytes.
    ///
    /// @throws IOException if the picture cannot be read to its end
    public Download keep(InputStream picture, long length)
            throws IOException, InterruptedException {
        if (length > settings.maxBytes()) {
            return new Download.TooLarge(settings.maxBytes());
        }
        try (var memory = budget.awaitRequest()) {
            return new Download.Complete(spool.read(picture, length, memory));
        } catch (NotKept ours) {
            return ours.ending();
        }
    }

    public Download fetch(String url) throws InterruptedException {
        return fetch(url, Asker.NOBODY);
    }

    /// @param asker for whom; what is scarce is shared evenly
    public Download fetch(String url, Asker asker) throws InterruptedException {
        return switch (WebUrl.parse(url)) {
            case WebUrl webUrl -> fetch(webUrl, asker);
            case ParsedUrl.Invalid(var why) -> new Unreached.InvalidUrl(why);
        };
    }

    /// As `fetch`, but only if the file is another than the known one; the answer has its version.
    ///
    /// @param known empty: nothing yet
    public Download fetchAgain(String url, Asker asker, Optional<Version> known)
            throws InterruptedException {
        return switch (WebUrl.parse(url)) {
            case WebUrl webUrl -> fetch(webUrl, asker, pictures.again(new Again(known)));
            case ParsedUrl.Invalid(var why) -> new Unreached.InvalidUrl(why);
        };
    }

    public Download fetch(WebUrl url) throws InterruptedException {
        return fetch(url, Asker.NOBODY);
    }

    private Download fetch(WebUrl url, Asker asker) throws InterruptedException {
        return fetch(url, asker, pictures);
    }

    /// Fetches a file that is no picture, under the same guard.
    ///
    /// @param accept the kinds of files that the host is asked for
    /// @param mostBytes of it, content codings undone
    public Download file(WebUrl url, String accept, long mostBytes, Duration timeout, Asker asker)
            throws InterruptedException {
        return fetch(
                url,
                asker,
                new Wanted(accept, timeout, new Receive(spool, budget, mostBytes), null));
    }

    /// As `file`, but only if it is another than the known one; the answer has its version.
    ///
    /// @param known empty: nothing yet
    public Download fileAgain(
            WebUrl url,
            String accept,
            long mostBytes,
            Duration timeout,
            Asker asker,
            Optional<Version> known)
            throws InterruptedException {
        var receive = new Receive(spool, budget, mostBytes);
        return fetch(url, asker, new Wanted(accept, timeout, receive, new Again(known)));
    }

    private Download fetch(WebUrl url, Asker asker, Wanted wanted) throws InterruptedException {
        try (var deadline = exchanges.deadline(wanted.timeout())) {
            return follow(url, asker, deadline, wanted);
        } catch (CutShort early) {
            return early.ending();
        }
    }

    private Download follow(WebUrl url, Asker asker, Deadline deadline, Wanted wanted)
            throws CutShort, InterruptedException {
        var cookies = new Cookies();
        WebUrl at = url;
        for (int followed = 0; followed <= settings.maxRedirects(); followed++) {
            Optional<ShareLinks.Shared> shared = ShareLinks.read(at);
            at = shared.map(ShareLinks.Shared::file).orElse(at);
            try (var turn = limits.enter(at)) {
                if (turn instanceof HostLimits.Later(var retryAfter)) {
                    return new Download.Busy(retryAfter);
                }
                // a redirect must not carry a host's headers out of TLS
                boolean withHeaders = at.secure() || (!url.secure() && mayGoOverHttp(at));
                ClassicHttpRequest request = request(at, withHeaders, cookies, wanted);
                try (var answer = exchanges.ask(at, request, asker, deadline)) {
                    cookies.take(at, answer.each("Set-Cookie"));
                    List<String> locations = answer.each("Location").stream().distinct().toList();
                    if (!isRedirect(answer.status()) || String.join("", locations).isEmpty()) {
                        return shared.isPresent() && isPage(answer)
                                ? shared.get().page()
                                : taken(at, answer, deadline, wanted);
                    }
                    answer.discard();
                    if (locations.size() > 1) {
                        return new Unreached.Garbled("redirects to two addresses at once");
                    }
                    switch (at.resolve(Utf8Headers.decode(locations.getFirst()))) {
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

    private static Download taken(WebUrl at, Answer answer, Deadline deadline, Wanted wanted)
            throws InterruptedException {
        if (wanted.again() == null) {
            return wanted.receive().receive(answer, deadline);
        }
        Version confirmed = wanted.again().confirmedBy(answer, at);
        if (confirmed != null) {
            answer.discard();
            return new Download.NotModified(confirmed);
        }
        Version version = Version.of(at, answer);
        return switch (wanted.receive().receive(answer, deadline)) {
            case Download.Complete(var body) -> new Download.Complete(body.of(version));
            case Download other -> other;
        };
    }

    /// Whether the operator allowed a host's headers, which are mostly keys, to go in plain text.
    private boolean mayGoOverHttp(WebUrl url) {
        return settings.host(url).map(FetchSettings.Host::headersOverHttp).orElse(false);
    }

    private ClassicHttpRequest request(
            WebUrl url, boolean withHeaders, Cookies cookies, Wanted wanted) {
        var request = new BasicClassicHttpRequest("GET", url.target());
        request.setHeader("Host", url.authority());
        request.setHeader("User-Agent", settings.userAgent());
        request.setHeader("Accept", wanted.accept());
        request.setHeader("Accept-Encoding", "identity");
        String set = cookies.header(url);
        if (set != null) {
            request.setHeader("Cookie", set);
        }
        if (withHeaders) {
            settings.host(url)
                    .map(FetchSettings.Host::headers)
                    .orElse(Map.of())
                    .forEach((name, value) -> put(request, name, value));
        }
        if (wanted.again() != null) {
            wanted.again().askIn(request, url);
        }
        return request;
    }

    /// In place of ours; cookies stand beside each other.
    private static void put(ClassicHttpRequest request, String name, String value) {
        Header ours = request.getFirstHeader(name);
        boolean joined = ours != null && name.equalsIgnoreCase("Cookie");
        request.setHeader(name, joined ? value + "; " + ours.getValue() : value);
    }

    private static boolean isRedirect(int status) {
        return switch (status) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
    }

    private static boolean isPage(Answer answer) {
        String type = answer.header("Content-Type");
        return answer.status() == 200
                && type != null
                && type.toLowerCase(Locale.ROOT).startsWith("text/html");
    }
}
