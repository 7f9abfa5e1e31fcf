package org.imgmill.links;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param files who may fetch outputs from this server
/// @param filesExpiry how long a signed link works, at least
@ConfigurationProperties("imgmill")
record FileSettings(@DefaultValue("public") Links files, @DefaultValue("7d") Duration filesExpiry) {

    enum Links {
        /// Everyone who has the link, which nobody can guess.
        PUBLIC,
        /// Everyone who has the link, until it expires.
        SIGNED
    }

    FileSettings {
        if (!filesExpiry.isPositive()) {
            throw new IllegalArgumentException(
                    "imgmill.files-expiry is a time such as 7d, not " + filesExpiry);
        }
    }
}
