package org.imgmill.ops;

import java.util.Locale;
import org.imgmill.batch.Batches;
import org.imgmill.links.OwnAddress;
import org.imgmill.links.PublicUrl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/// Tells people and scripts where imgmill takes requests, as soon as it does, and what it found.
@Component
class ReadyLine {

    private static final Logger log = LoggerFactory.getLogger(ReadyLine.class);

    private final PublicUrl publicUrl;
    private final OwnAddress ownAddress;
    private final DataDirectory directory;
    private final Batches batches;
    private final LogSettings settings;
    private final boolean announced;

    ReadyLine(
            PublicUrl publicUrl,
            OwnAddress ownAddress,
            DataDirectory directory,
            Batches batches,
            LogSettings settings,
            Environment environment) {
        this.publicUrl = publicUrl;
        this.ownAddress = ownAddress;
        this.directory = directory;
        this.batches = batches;
        this.settings = settings;
        // A command that starts a server for itself speaks for itself.
        this.announced = environment.getProperty("imgmill.announced", Boolean.class, true);
    }

    @EventListener(ApplicationReadyEvent.class)
    void print() {
        if (publicUrl.port() == 0 || !announced) {
            return;
        }
        switch (settings.log()) {
            case TEXT -> System.out.println(line());
            case JSON -> log.info(line());
        }
    }

    private String line() {
        return "imgmill is ready at %s (listens on %s; data in %s%s; %s)"
                .formatted(
                        publicUrl.base(),
                        ownAddress.bound(),
                        directory.path(),
                        directory.isNew() ? ", which is new" : "",
                        held(batches.count()));
    }

    private static String held(long count) {
        return count == 0
                ? "no batches yet"
                : count == 1 ? "1 batch" : String.format(Locale.ROOT, "%,d batches", count);
    }
}
