package org.imgmill.samples;

import java.net.Inet6Address;
import java.net.InetAddress;
import org.imgmill.links.PublicUrl;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.stereotype.Component;

/// Where this server reaches its own samples. Not the public address: a server behind a proxy may
/// be unable to reach itself by that.
@Component
class SampleAddress {

    private final ServerProperties server;
    private final PublicUrl publicUrl;

    SampleAddress(ServerProperties server, PublicUrl publicUrl) {
        this.server = server;
        this.publicUrl = publicUrl;
    }

    /// @return with a slash at the end
    String folder() {
        return "http://%s:%d/samples/".formatted(host(server.getAddress()), publicUrl.port());
    }

    private static String host(@Nullable InetAddress bound) {
        if (bound == null || bound.isAnyLocalAddress() || bound.isLoopbackAddress()) {
            return "localhost";
        }
        var text = bound.getHostAddress();
        return bound instanceof Inet6Address ? "[" + text + "]" : text;
    }
}
