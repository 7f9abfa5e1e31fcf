package org.imgmill.links;

import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/// Makes links from paths.
@Component
public class PublicUrl {

    private final LinkSettings settings;
    private volatile int port;

    PublicUrl(LinkSettings settings, Environment environment) {
        this.settings = settings;
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

    /// @return without a slash at the end
    public String base() {
        var configured = settings.publicUrl();
        if (configured == null) {
            return "http://localhost:" + port;
        }
        var text = configured.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /// @param path with a slash at the start
    public String of(String path) {
        return base() + path;
    }
}
