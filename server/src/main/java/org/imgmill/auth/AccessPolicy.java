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
class AccessPolicy {

    private static final Logger log = LoggerFactory.getLogger(AccessPolicy.class);

    private final AuthSettings settings;
    private final Keys keys;
    private final boolean loopback;

    AccessPolicy(
            AuthSettings settings, KeySettings keySettings, ServerProperties server, Keys keys) {
        this.settings = settings;
        this.keys = keys;
        this.loopback = isLoopback(server.getAddress());
        boolean open = !loopback;
        keySettings.given().ifPresent(keys::seed);
        if (keySettings.generate() && open && settings.auth() == AuthSettings.Mode.KEYS) {
            keys.createFirst().ifPresent(AccessPolicy::show);
        }
        if (settings.auth() == AuthSettings.Mode.NONE) {
            if (open) {
                log.warn(
                        "imgmill.auth=none: whoever reaches this address can hand in and delete batches.");
            }
        } else if (open && !keys.any()) {
            throw RefuseOpenStart.openWithoutAKey(server.getAddress());
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

    /// Where no key is asked for and only this machine is served, a page of another site must not
    /// pretend to be it.
    boolean checkHost() {
        return switch (settings.auth()) {
            case KEYS -> !keys.any();
            case NONE -> loopback;
        };
    }
}
