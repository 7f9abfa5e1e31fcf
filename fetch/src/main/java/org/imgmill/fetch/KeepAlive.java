package org.imgmill.fetch;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the Keep-Alive header: how long the server leaves an idle connection open.
final class KeepAlive {

    private static final Pattern TIMEOUT =
            Pattern.compile("(?i)(?:^|,)\\s*timeout\\s*=\\s*\"?(\\d{1,6})");

    /// A request that is sent at the last moment arrives too late.
    private static final Duration ON_ITS_WAY = Duration.ofSeconds(1);

    private KeepAlive() {}

    /// How long the connection may wait for its next request.
    static Duration read(String header) {
        Matcher timeout = TIMEOUT.matcher(header);
        Duration said =
                timeout.find()
                        ? Duration.ofSeconds(Long.parseLong(timeout.group(1))).minus(ON_ITS_WAY)
                        : IdleConnections.MAX_IDLE;
        return said.compareTo(IdleConnections.MAX_IDLE) < 0 ? said : IdleConnections.MAX_IDLE;
    }
}
