package org.imgmill.fetch;

import java.net.Socket;
import java.nio.file.Path;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;

/// The whole of it put together: one guard, one pool of connections, one memory budget.
public final class Fetch implements AutoCloseable {

    private final AddressGuard guard;
    private final MemoryBudget budget;
    private final Lookups lookups;
    private final Exchanges exchanges;
    private final Downloads downloads;
    private final Post post;

    /// @param folder for bodies that are too large for memory; it is made where it does not exist
    public static Fetch open(FetchSettings settings, Path folder) {
        SSLSocketFactory tls = ChainTrust.sockets(null);
        return new Fetch(settings, folder, HostResolver.SYSTEM, Dialler.DIRECT, tls);
    }

    Fetch(
            FetchSettings settings,
            Path folder,
            HostResolver resolver,
            Supplier<Socket> sockets,
            SSLSocketFactory tls) {
        guard = new AddressGuard(settings.allow());
        budget = new MemoryBudget(settings.memory());
        lookups = new Lookups(resolver);
        var dialler = new Dialler(guard, lookups, sockets, tls, settings);
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
        lookups.close();
    }
}
