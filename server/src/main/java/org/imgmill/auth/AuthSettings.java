package org.imgmill.auth;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param auth whether keys are asked for
@ConfigurationProperties("imgmill")
record AuthSettings(@DefaultValue("keys") Mode auth) {

    enum Mode {
        /// As soon as there is one; until then only this machine is served.
        KEYS,
        /// Never: something in front of this server decides who gets in.
        NONE
    }
}
