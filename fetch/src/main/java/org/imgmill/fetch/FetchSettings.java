package org.imgmill.fetch;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How far we go to fetch what strangers named.
///
/// @param timeout for one download, redirects included
/// @param connectTimeout for finding a name, for connecting, and for each wait of the TLS handshake
/// @param idleTimeout for each single wait for a byte
/// @param maxBytes of one body, after content codings were undone
/// @param maxRedirects that are followed for one download
/// @param userAgent as the hosts read it
/// @param accept the formats that hosts are asked for, where they have several
/// @param resolver who finds the addresses of names
/// @param nameServers to ask instead of those of this machine, without its search list
/// @param memory bytes that bodies may take at a time; what is beyond waits on disk
/// @param allow ranges of private addresses that may be reached
/// @param hosts by authority: `cdn.example.com`, or `cdn.example.com:8443`
public record FetchSettings(
        Duration timeout,
        Duration connectTimeout,
        Duration idleTimeout,
        long maxBytes,
        int maxRedirects,
        String userAgent,
        String accept,
        NameResolver resolver,
        List<InetSocketAddress> nameServers,
        long memory,
        Set<Cidr> allow,
        Map<String, Host> hosts) {

    /// Leaves out formats that hosts make on demand, above all WebP and AVIF: hosts would send a
    /// lossy copy of the original, and we would compress it a second time.
    public static final String DEFAULT_ACCEPT =
            "image/jpeg,image/png,image/gif,image/*;q=0.8,*/*;q=0.5";

    /// Settings for one host beside the rule.
    ///
    /// @param connections at most
    /// @param rate of requests at most
    /// @param headers to send beside or in place of ours, to this host only
    /// @param headersOverHttp whether they are sent in plain text too
    public record Host(
            @Nullable Integer connections,
            @Nullable Rate rate,
            Map<String, String> headers,
            boolean headersOverHttp) {

        public Host {
            if (connections != null && connections < 1) {
                throw wrong("hosts[..].connections", "1 or more", connections);
            }
            headers = Map.copyOf(headers);
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

    public FetchSettings {
        positive("timeout", timeout);
        positive("connect-timeout", connectTimeout);
        positive("idle-timeout", idleTimeout);
        if (maxBytes < 1 || maxBytes > 1L << 30) {
            throw wrong("max-bytes", "1B to 1GB", maxBytes + "B");
        }
        if (maxRedirects < 0 || maxRedirects > 20) {
            throw wrong("max-redirects", "0 to 20", maxRedirects);
        }
        if (!Host.isValue(userAgent)) {
            throw wrong("user-agent", "a header value in ASCII", userAgent);
        }
        if (!Host.isValue(accept)) {
            throw wrong("accept", "a header value in ASCII", accept);
        }
        if (memory < 1 << 20) {
            throw wrong("memory", "1MB or more", memory + "B");
        }
        nameServers = List.copyOf(nameServers);
        allow = Set.copyOf(allow);
        hosts = Map.copyOf(hosts);
    }

    /// Starts from defaults that suit most; set what differs before `build`.
    public static Builder builder() {
        return new Builder();
    }

    /// A quarter of the heap, in bytes.
    public static long defaultMemory() {
        return Math.max(1 << 20, Runtime.getRuntime().maxMemory() / 4);
    }

    Optional<Host> host(WebUrl url) {
        return Optional.ofNullable(hosts.get(url.authority()));
    }

    private static void positive(String name, Duration value) {
        if (value.isNegative() || value.isZero() || value.compareTo(Duration.ofDays(1)) > 0) {
            throw wrong(name, "more than 0s and at most 24h", value);
        }
    }

    private static IllegalArgumentException wrong(String name, String range, Object value) {
        return new IllegalArgumentException(name + " is " + range + ", not " + value);
    }

    /// Collects what differs from the rule.
    public static final class Builder {

        private Duration timeout = Duration.ofSeconds(60);
        private Duration connectTimeout = Duration.ofSeconds(10);
        private Duration idleTimeout = Duration.ofSeconds(20);
        private long maxBytes = 50L << 20;
        private int maxRedirects = 5;
        private String userAgent = "imgmill/1.0";
        private String accept = DEFAULT_ACCEPT;
        private NameResolver resolver = NameResolver.DNS;
        private final List<InetSocketAddress> nameServers = new ArrayList<>();
        private long memory = defaultMemory();
        private final Set<Cidr> allow = new HashSet<>();
        private final Map<String, Host> hosts = new HashMap<>();

        private Builder() {}

        public Builder timeout(Duration time) {
            timeout = time;
            return this;
        }

        public Builder connectTimeout(Duration time) {
            connectTimeout = time;
            return this;
        }

        public Builder idleTimeout(Duration time) {
            idleTimeout = time;
            return this;
        }

        public Builder maxBytes(long bytes) {
            maxBytes = bytes;
            return this;
        }

        public Builder maxRedirects(int redirects) {
            maxRedirects = redirects;
            return this;
        }

        public Builder userAgent(String name) {
            userAgent = name;
            return this;
        }

        public Builder accept(String formats) {
            accept = formats;
            return this;
        }

        public Builder resolver(NameResolver who) {
            resolver = who;
            return this;
        }

        /// Another name server, asked where those before it do not answer.
        public Builder nameServer(InetSocketAddress server) {
            nameServers.add(server);
            return this;
        }

        public Builder memory(long bytes) {
            memory = bytes;
            return this;
        }

        /// Opens a range of private addresses beside those that are open already.
        public Builder allow(Cidr range) {
            allow.add(range);
            return this;
        }

        public Builder host(String authority, Host settings) {
            hosts.put(authority, settings);
            return this;
        }

        public FetchSettings build() {
            return new FetchSettings(
                    timeout,
                    connectTimeout,
                    idleTimeout,
                    maxBytes,
                    maxRedirects,
                    userAgent,
                    accept,
                    resolver,
                    nameServers,
                    memory,
                    allow,
                    hosts);
        }
    }
}
