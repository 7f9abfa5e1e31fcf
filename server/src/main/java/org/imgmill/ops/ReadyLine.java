package org.imgmill.ops;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/// Tells people and scripts where imgmill takes requests, as soon as it does.
@Component
class ReadyLine {

    private final Environment environment;

    ReadyLine(Environment environment) {
        this.environment = environment;
    }

    @EventListener(ApplicationReadyEvent.class)
    void print() {
        var port = environment.getProperty("local.server.port");
        if (port != null) {
            var address = environment.getProperty("imgmill.public-url", "http://localhost:" + port);
            System.out.println("imgmill is ready at " + address);
        }
    }
}
