package org.imgmill.links;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/// Makes links from paths. If `imgmill.public-url` does not say how they start, they start with the
/// address that the reader's request was sent to.
@Component
public class PublicUrl {

    private static final Logger log = LoggerFactory.getLogger(PublicUrl.class);
    private static final ScopedValue<String> ASKED = ScopedValue.newInstance();
    private static final int MOST_TOLD = 16;

    private final LinkSettings settings;
    private final AskedAt askedAt;
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private volatile int port;

    PublicUrl(LinkSettings settings, AskedAt askedAt, Environment environment) {
        this.settings = settings;
        this.askedAt = askedAt;
        this.port = environment.getProperty("server.port", Integer.class, 8080);
    }

    /// Which port it is with `server.port=0` is known only when the server took one.
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void listening(WebServerInitializedEvent event) {
        if (event.getApplicationContext().getServerNamespace() == null) {
            port = event.getWebServer().getPort();
        }
    }

    /// The port this server listens on; 0 before it does where any will do.
    public int port() {
        return port;
    }

    /// How links outside of a request start, and the address that this server knows itself by.
    ///
    /// @return without a slash at the end
    public String base() {
        var configured = settings.publicUrl();
        if (configured == null) {
            return "http://localhost:" + port;
        }
        var text = configured.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /// How links in the current answer start.
    ///
    /// @return without a slash at the end
    public String here() {
        var asked = ASKED.isBound() ? ASKED.get() : askedAt.now();
        if (asked == null) {
            return base();
        }
        if (settings.publicUrl() == null) {
            return asked;
        }
        sayThatLinksLeadElsewhere(asked);
        return base();
    }

    private void sayThatLinksLeadElsewhere(String asked) {
        if (!asked.equals(base()) && told.size() < MOST_TOLD && told.add(asked)) {
            log.info(
                    "This server is asked at {}, and its links lead to {}, as imgmill.public-url says.",
                    asked,
                    base());
        }
    }

    /// What a batch handed in now has to remember for links outside of a request; null: they start
    /// as `imgmill.public-url` says, or nothing better is known.
    public @Nullable String remembered() {
        return settings.publicUrl() == null ? askedAt.now() : null;
    }

    /// Links that `body` makes start like those here, on whatever thread it runs.
    public StreamingResponseBody carried(StreamingResponseBody body) {
        var start = here();
        return out ->
                ScopedValue.where(ASKED, start)
                        .call(
                                () -> {
                                    body.writeTo(out);
                                    return out;
                                });
    }

    /// Links that `maker` makes start with `start`.
    ///
    /// @param start null: as usual
    public <T> T startingWith(@Nullable String start, Supplier<T> maker) {
        return start == null ? maker.get() : ScopedValue.where(ASKED, start).call(maker::get);
    }

    /// @param path with a slash at the start
    public String of(String path) {
        return here() + path;
    }
}
