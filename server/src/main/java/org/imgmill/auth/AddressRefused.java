package org.imgmill.auth;

import java.io.Serial;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/// This server would be open to the network without a key.
final class AddressRefused extends RuntimeException {

    @Serial private static final long serialVersionUID = 1;

    AddressRefused(@Nullable InetAddress address) {
        super(
                "server.address=%s would open this server to the network, and there is no key yet."
                        .formatted(address == null ? "" : address.getHostAddress()));
    }
}
