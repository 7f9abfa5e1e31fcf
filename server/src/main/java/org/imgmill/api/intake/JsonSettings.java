package org.imgmill.api.intake;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// How large a list of images may be.
@ConfigurationProperties("imgmill.json")
record JsonSettings(@DefaultValue("32MB") DataSize maxBytes) {

    JsonSettings {
        if (maxBytes.toBytes() < 1024) {
            throw new IllegalArgumentException(
                    "imgmill.json.max-bytes is 1KB or more, not " + maxBytes);
        }
    }
}
