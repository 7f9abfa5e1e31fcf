package org.imgmill.fetch;

import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;

/// The whole of it put together: one guard, one pool of connections, one memory budget.
public final class Fetch implements AutoCloseable {

    /// Where this file is missing, as on Windows, only the system knows its name servers.
    private static final Path RESOLV_CONF = Path.of("/etc/resolv.conf");

    private final AddressGuard guard;
    private final MemoryBudget budget;
    private final Names names;
    private final Exchanges exchanges;
    private final Downloads downloads;
    private final Post post;

    /// @param folder for bodies that are too large for memory; it is made where it does not exist
    public static Fetch open(FetchSettings settings, Path folder) {
        SSLSocketFactory tls = ChainTrust.sockets(null);
        return new Fetch(settings, folder, names(settings), Dialler.DIRECT, tls);
    }

    private static NameSource names(FetchSettings settings) {
        if (!settings.nameServers().isEmpty()) {
            var servers = new DnsServers(settings.nameServers(), List.of(), 1);
            return new DnsNames(() -> servers);
        }
        boolean dns = settings.resolver() == NameResolver.DNS && Files.isReadable(RESOLV_CONF);
        return dns ? new DnsNames(DnsServers::ofThisMachine) : SystemNames.ofThisMachine();
    }

    Fetch(
            FetchSettings settings,
            Path folder,
            NameSource source,
            Supplier<Socket> sockets,
            SSLSocketFactory tls) {
        guard = new AddressGuard(settings.allow());
        budget = new MemoryBudget(settings.memory());
        names = new Names(source);
        var dialler = new Dialler(guard, names, sockets, tls, settings);
        exchanges = new Exchanges(guard, dialler, settings.idleTimeout());
        downloads = new Downloads(settings, exchanges, new Spool(folder, budget), budget);
        post = new Post(exchanges, settings.userAgent());
    }

    public AddressGuard guard() {
        return guard;
    }

    public Downloads downloads() {
        return downloads;
    }

    public Post post() {
        return post;
    }

    MemoryBudget budget() {
        return budget;
    }

    /// Breaks off what is under way.
    @Override
    public void close() {
        exchanges.close();
        names.close();
    }
}
