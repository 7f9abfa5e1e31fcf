package org.imgmill.ops;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param newerSchema what a node does that finds tables of an imgmill newer than itself
@ConfigurationProperties("imgmill.database")
record DatabaseSettings(@DefaultValue("refuse") NewerSchema newerSchema) {

    enum NewerSchema {
        /// It does not start.
        REFUSE,
        /// It works on, while newer nodes replace older ones.
        ALLOW
    }
}
