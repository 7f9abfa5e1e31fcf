package org.imgmill.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Asks the operating system, which knows every way in which this machine finds names, but not how
/// long an answer holds. A question holds a platform thread and cannot be interrupted.
final class SystemNames implements NameSource {

    private static final int THREADS = 256;
    private static final Duration HOLDS = Duration.ofSeconds(30);
    private static final Duration NOBODY_HOLDS = Duration.ofSeconds(10);

    private final HostResolver resolver;
    private final ThreadPoolExecutor threads;

    SystemNames(HostResolver resolver) {
        this.resolver = resolver;
        this.threads =
                new ThreadPoolExecutor(
                        THREADS,
                        THREADS,
                        10,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        Thread.ofPlatform().daemon().name("lookup-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public Lookup ask(String name, BooleanSupplier wanted) {
        var found = CompletableFuture.supplyAsync(() -> find(name, wanted), threads);
        return new Lookup(found, found);
    }

    private Found find(String name, BooleanSupplier wanted) {
        if (!wanted.getAsBoolean()) {
            throw new CancellationException();
        }
        try {
            return new Found(resolver.addresses(name), HOLDS);
        } catch (UnknownHostException nobody) {
            return new Found(List.of(), NOBODY_HOLDS);
        }
    }

    @Override
    public int places() {
        return THREADS;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    /// The resolver of the operating system.
    static SystemNames ofThisMachine() {
        return new SystemNames(host -> List.of(InetAddress.getAllByName(host)));
    }
}
