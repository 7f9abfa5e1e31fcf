package org.imgmill.ops;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How the log is written.
///
/// @param log lines for people, or one JSON object for each
@ConfigurationProperties("imgmill")
record LogSettings(@DefaultValue("text") Form log) {

    enum Form {
        TEXT,
        JSON
    }
}
