package org.imgmill.outbound;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// How far we go to fetch what strangers named.
///
/// @param timeout for one download, redirects included
/// @param idleTimeout for each single wait for a byte
/// @param maxBytes of one body, after content codings were undone
/// @param memory that bodies may take on this node; a quarter of the heap where nothing is set
/// @param allow ranges of private addresses that may be reached
/// @param hosts by authority: `cdn.example.com`, or `cdn.example.com:8443`
@ConfigurationProperties("imgmill.outbound")
record OutboundSettings(
        @DefaultValue("60s") Duration timeout,
        @DefaultValue("10s") Duration connectTimeout,
        @DefaultValue("20s") Duration idleTimeout,
        @DefaultValue("50MB") DataSize maxBytes,
        @DefaultValue("5") int maxRedirects,
        @DefaultValue("imgmill/1.0") String userAgent,
        @Nullable DataSize memory,
        @DefaultValue Set<Cidr> allow,
        @DefaultValue Map<String, Host> hosts) {

    /// What one host asks for beside the rule.
    ///
    /// @param connections at most, from this node
    /// @param rate of requests at most, from this node
    /// @param headers to send beside or in place of ours, to this host only
    record Host(
            @Nullable Integer connections,
            @Nullable Rate rate,
            @DefaultValue Map<String, String> headers) {

        Host {
            if (connections != null && connections < 1) {
                throw wrong("hosts[..].connections", "1 or more", connections);
            }
            headers.forEach(Host::check);
        }

        private static void check(String name, String value) {
            if (!name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+") || !isValue(value)) {
                // the value may be a secret
                throw wrong("hosts[..].headers." + name, "an HTTP header in ASCII", "this one");
            }
        }

        private static boolean isValue(String value) {
            return value.chars().allMatch(c -> c >= ' ' && c <= '~');
        }
    }

    OutboundSettings {
        positive("timeout", timeout);
        positive("connect-timeout", connectTimeout);
        positive("idle-timeout", idleTimeout);
        if (maxBytes.toBytes() < 1 || maxBytes.toBytes() > 1L << 30) {
            throw wrong("max-bytes", "1B to 1GB", maxBytes);
        }
        if (maxRedirects < 0 || maxRedirects > 20) {
            throw wrong("max-redirects", "0 to 20", maxRedirects);
        }
        if (!Host.isValue(userAgent)) {
            throw wrong("user-agent", "a header value in ASCII", userAgent);
        }
        if (memory != null && memory.toBytes() < 1 << 20) {
            throw wrong("memory", "1MB or more", memory);
        }
    }

    Optional<Host> host(WebUrl url) {
        return Optional.ofNullable(hosts.get(url.authority()));
    }

    long memoryBytes() {
        return memory != null ? memory.toBytes() : Runtime.getRuntime().maxMemory() / 4;
    }

    private static void positive(String name, Duration value) {
        if (value.isNegative() || value.isZero() || value.compareTo(Duration.ofDays(1)) > 0) {
            throw wrong(name, "more than 0s and at most 24h", value);
        }
    }

    private static IllegalArgumentException wrong(String name, String range, Object value) {
        return new IllegalArgumentException(
                "imgmill.outbound." + name + " is " + range + ", not " + value);
    }
}
