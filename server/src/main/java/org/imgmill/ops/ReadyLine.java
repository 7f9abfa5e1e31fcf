package org.imgmill.ops;

import org.imgmill.links.PublicUrl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Tells people and scripts where imgmill takes requests, as soon as it does.
@Component
class ReadyLine {

    private static final Logger log = LoggerFactory.getLogger(ReadyLine.class);

    private final PublicUrl publicUrl;
    private final LogSettings settings;

    ReadyLine(PublicUrl publicUrl, LogSettings settings) {
        this.publicUrl = publicUrl;
        this.settings = settings;
    }

    @EventListener(ApplicationReadyEvent.class)
    void print() {
        if (publicUrl.port() == 0) {
            return;
        }
        var line = "imgmill is ready at " + publicUrl.base();
        switch (settings.log()) {
            case TEXT -> System.out.println(line);
            case JSON -> log.info(line);
        }
    }
}
