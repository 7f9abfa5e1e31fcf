package org.imgmill.ops;

import java.io.Serial;

/// Why this process may not be a node of a fleet, and what to do about it.
final class FleetRefused extends RuntimeException {

    @Serial private static final long serialVersionUID = 1;

    private final String action;

    FleetRefused(String message, String action) {
        super(message);
        this.action = action;
    }

    String action() {
        return action;
    }
}
