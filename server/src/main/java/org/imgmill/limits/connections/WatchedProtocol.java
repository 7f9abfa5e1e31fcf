package org.imgmill.limits.connections;

import org.apache.coyote.http11.Http11NioProtocol;

/// HTTP/1.1 as Tomcat speaks it, over connections that are watched. Made by Tomcat, by its name.
public final class WatchedProtocol extends Http11NioProtocol {

    private final WatchedEndpoint endpoint;

    public WatchedProtocol() {
        this(new WatchedEndpoint());
    }

    private WatchedProtocol(WatchedEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    void watchedBy(OpenConnections open) {
        open.of(endpoint);
        endpoint.watchedBy(open);
    }
}
