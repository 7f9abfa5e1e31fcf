package org.imgmill.links;

import java.net.Inet6Address;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.stereotype.Component;

/// Where this server reaches itself. Not the public address: from behind a proxy that may lead
/// nowhere.
@Component
public class OwnAddress {

    private final ServerProperties server;
    private final PublicUrl publicUrl;

    OwnAddress(ServerProperties server, PublicUrl publicUrl) {
        this.server = server;
        this.publicUrl = publicUrl;
    }

    /// @param path with a slash at the start
    public String of(String path) {
        return "http://%s:%d%s".formatted(host(server.getAddress()), publicUrl.port(), path);
    }

    /// The address and the port that it listens on.
    public String bound() {
        var address = server.getAddress();
        return "%s:%d"
                .formatted(address == null ? "every address" : written(address), publicUrl.port());
    }

    private static String host(@Nullable InetAddress bound) {
        if (bound == null || bound.isAnyLocalAddress() || bound.isLoopbackAddress()) {
            return "localhost";
        }
        return written(bound);
    }

    private static String written(InetAddress address) {
        var text = address.getHostAddress();
        return address instanceof Inet6Address ? "[" + text + "]" : text;
    }
}
