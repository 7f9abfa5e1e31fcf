package org.imgmill.samples;

import org.imgmill.fetch.AddressGuard;
import org.imgmill.fetch.WebUrl;
import org.imgmill.links.OwnAddress;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Lets downloads reach the sample pictures, although this machine is no public address.
@Component
class OpenSamples {

    private final OwnAddress address;
    private final AddressGuard guard;

    OpenSamples(OwnAddress address, AddressGuard guard) {
        this.address = address;
        this.guard = guard;
    }

    @EventListener(WebServerInitializedEvent.class)
    void open() {
        if (WebUrl.parse(address.of("/samples/")) instanceof WebUrl samples) {
            guard.openSamples(samples);
        }
    }
}
