package org.imgmill.ops;

import org.imgmill.links.PublicUrl;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Tells people and scripts where imgmill takes requests, as soon as it does.
@Component
class ReadyLine {

    private final PublicUrl publicUrl;

    ReadyLine(PublicUrl publicUrl) {
        this.publicUrl = publicUrl;
    }

    @EventListener(ApplicationReadyEvent.class)
    void print() {
        if (publicUrl.port() != 0) {
            System.out.println("imgmill is ready at " + publicUrl.base());
        }
    }
}
