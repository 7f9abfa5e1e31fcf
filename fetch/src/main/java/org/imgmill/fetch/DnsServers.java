package org.imgmill.fetch;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.SimpleResolver;

/// Which name servers are asked, in which order and how patiently, and which names they are asked
/// for.
final class DnsServers {

    /// Eight seconds in all, less than a download waits for a name.
    private static final List<Duration> PATIENCE =
            List.of(Duration.ofMillis(2200), Duration.ofMillis(2800), Duration.ofSeconds(3));

    private static final int PLAIN = -1;

    private final List<Name> search;
    private final int dots;
    private final List<Resolver> attempts;

    /// @param search domains that are appended to a name
    /// @param dots that a name needs to be tried as it is first
    DnsServers(List<InetSocketAddress> servers, List<Name> search, int dots) {
        this.search = List.copyOf(search);
        this.dots = dots;
        this.attempts =
                IntStream.range(0, PATIENCE.size())
                        .mapToObj(i -> resolver(servers.get(i % servers.size()), i))
                        .toList();
    }

    /// As resolv.conf says it now.
    static DnsServers ofThisMachine() {
        ResolverConfig.refresh();
        ResolverConfig config = ResolverConfig.getCurrentConfig();
        return new DnsServers(config.servers(), config.searchPath(), config.ndots());
    }

    private static Resolver resolver(InetSocketAddress server, int attempt) {
        var resolver = new SimpleResolver(server);
        resolver.setTimeout(PATIENCE.get(attempt));
        if (attempt == PATIENCE.size() - 1) {
            // some are silent about questions that they do not understand
            resolver.setEDNS(PLAIN, 0, 0, List.of());
        }
        return resolver;
    }

    int attempts() {
        return attempts.size();
    }

    Resolver resolver(int attempt) {
        return attempts.get(attempt);
    }

    /// The names to ask for, in the order of resolv.conf(5).
    List<Name> candidates(Name name) {
        var all = new ArrayList<Name>();
        for (Name domain : search) {
            try {
                all.add(Name.concatenate(name.relativize(Name.root), domain));
            } catch (NameTooLongException noSuchName) {
                // then this name cannot be meant, but others can
            }
        }
        boolean first = name.labels() - 2 >= dots;
        all.add(first ? 0 : all.size(), name);
        return List.copyOf(all);
    }
}
