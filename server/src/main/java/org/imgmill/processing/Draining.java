package org.imgmill.processing;

import org.springframework.stereotype.Component;

/// Whether this node is on its way out and takes no new images.
@Component
class Draining implements RunLane.Stopping {

    private volatile boolean begun;

    void begin() {
        begun = true;
    }

    @Override
    public boolean now() {
        return begun;
    }
}
