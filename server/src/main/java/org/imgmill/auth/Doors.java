package org.imgmill.auth;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.stereotype.Component;

/// Who has to show a key at present. Made before the server listens: a server that would be open to
/// the network without a key does not start.
@Component
class Doors {

    private static final Logger log = LoggerFactory.getLogger(Doors.class);

    private final AuthSettings settings;
    private final Keys keys;

    Doors(AuthSettings settings, KeySettings keySettings, ServerProperties server, Keys keys) {
        this.settings = settings;
        this.keys = keys;
        boolean open = !isLoopback(server.getAddress());
        keySettings.given().ifPresent(keys::seed);
        if (keySettings.generate() && open && settings.auth() == AuthSettings.Mode.KEYS) {
            keys.createFirst().ifPresent(Doors::show);
        }
        if (settings.auth() == AuthSettings.Mode.NONE) {
            if (open) {
                log.warn(
                        "imgmill.auth=none: whoever reaches this address can hand in and delete batches.");
            }
        } else if (open && !keys.any()) {
            throw new AddressRefused(server.getAddress());
        }
    }

    private static void show(KeyText key) {
        log.warn(
                "There was no key yet, so an admin key was made. It is shown this once: {}",
                key.text());
    }

    private static boolean isLoopback(@Nullable InetAddress address) {
        return address != null && address.isLoopbackAddress();
    }

    boolean askForKey() {
        return settings.auth() == AuthSettings.Mode.KEYS && keys.any();
    }

    /// Only this machine is served, so a page elsewhere must not pretend to be it.
    boolean checkHost() {
        return settings.auth() == AuthSettings.Mode.KEYS && !keys.any();
    }
}
