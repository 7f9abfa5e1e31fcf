package org.imgmill.outbound;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.imgmill.fetch.Cidr;
import org.imgmill.fetch.FetchSettings;
import org.imgmill.fetch.NameResolver;
import org.imgmill.fetch.NameServer;
import org.imgmill.fetch.Rate;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// How far we go to fetch what strangers named, as the operator writes it.
@ConfigurationProperties("imgmill.outbound")
final class OutboundSettings {

    private final FetchSettings forFetch;

    /// The fetching code knows what is invalid; checked here, it is refused when it is read.
    ///
    /// @param timeout for one download, redirects included
    /// @param idleTimeout for each single wait for a byte
    /// @param maxBytes of one body, after content codings were undone
    /// @param accept the formats that hosts are asked for
    /// @param resolver `dns` asks name servers itself, `system` has the operating system ask
    /// @param nameServers to ask instead of those of this machine: `10.0.0.2`, or `10.0.0.2:5353`
    /// @param memory that bodies may take on this node; a quarter of the heap where nothing is set
    /// @param allow ranges of private addresses that may be reached
    /// @param hosts by authority: `cdn.example.com`, or `cdn.example.com:8443`
    OutboundSettings(
            @DefaultValue("60s") Duration timeout,
            @DefaultValue("10s") Duration connectTimeout,
            @DefaultValue("20s") Duration idleTimeout,
            @DefaultValue("50MB") DataSize maxBytes,
            @DefaultValue("5") int maxRedirects,
            @DefaultValue("imgmill/1.0") String userAgent,
            @DefaultValue(FetchSettings.DEFAULT_ACCEPT) String accept,
            @DefaultValue("dns") NameResolver resolver,
            @DefaultValue List<NameServer> nameServers,
            @Nullable DataSize memory,
            @DefaultValue Set<Cidr> allow,
            @DefaultValue Map<String, Host> hosts) {
        try {
            forFetch =
                    new FetchSettings(
                            timeout,
                            connectTimeout,
                            idleTimeout,
                            maxBytes.toBytes(),
                            maxRedirects,
                            userAgent,
                            accept,
                            resolver,
                            nameServers.stream().map(NameServer::address).toList(),
                            memory == null ? FetchSettings.defaultMemory() : memory.toBytes(),
                            allow,
                            hosts.entrySet().stream()
                                    .collect(
                                            Collectors.toMap(
                                                    Map.Entry::getKey,
                                                    host -> host.getValue().forFetch())));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("imgmill.outbound." + e.getMessage());
        }
    }

    FetchSettings forFetch() {
        return forFetch;
    }

    /// What differs for one host.
    ///
    /// @param connections at most, from this node
    /// @param rate of requests at most, from this node
    /// @param headers to send beside or in place of ours, to this host only
    /// @param headersOverHttp whether they are sent in plain text too
    record Host(
            @Nullable Integer connections,
            @Nullable Rate rate,
            @DefaultValue Map<String, String> headers,
            @DefaultValue("false") boolean headersOverHttp) {

        private FetchSettings.Host forFetch() {
            return new FetchSettings.Host(connections, rate, headers, headersOverHttp);
        }
    }
}
