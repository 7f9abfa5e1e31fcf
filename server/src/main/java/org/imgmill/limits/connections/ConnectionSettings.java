package org.imgmill.limits.connections;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.apache.catalina.util.NetMask;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What clients may hold of this server's connections.
///
/// @param perAddress connections that one address (of IPv6: its /64) may have; 0: any number
/// @param headerTimeout from the first byte of a request to the end of its header
/// @param proxies networks whose connections are not counted by address, since they are not the
///   clients' own
@ConfigurationProperties("imgmill.connections")
record ConnectionSettings(
        @DefaultValue("512") int perAddress,
        @DefaultValue("10s") Duration headerTimeout,
        @DefaultValue List<String> proxies) {

    ConnectionSettings {
        if (perAddress < 0) {
            throw new IllegalArgumentException(
                    "imgmill.connections.per-address is 1 or more, or 0 for no limit, not "
                            + perAddress);
        }
        if (!headerTimeout.isPositive()) {
            throw new IllegalArgumentException(
                    "imgmill.connections.header-timeout is a time such as 10s, not "
                            + headerTimeout);
        }
        proxies = List.copyOf(proxies);
        proxies.forEach(ConnectionSettings::network);
    }

    private static NetMask network(String text) {
        try {
            return new NetMask(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "imgmill.connections.proxies is a list of networks such as 10.0.0.0/8, not "
                            + text,
                    e);
        }
    }

    boolean counts(InetAddress address) {
        return perAddress > 0 && proxies.stream().noneMatch(net -> network(net).matches(address));
    }
}
