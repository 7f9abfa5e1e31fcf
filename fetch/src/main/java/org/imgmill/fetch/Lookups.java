package org.imgmill.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Looks names up with patience of its own. The system's resolver can neither be interrupted nor
/// hurried and holds a platform thread, so it gets threads of its own, and a name that many ask for
/// at the same time gets one.
final class Lookups implements AutoCloseable {

    private static final int THREADS = 256;

    private final HostResolver resolver;
    private final ConcurrentMap<String, FutureTask<List<InetAddress>>> running =
            new ConcurrentHashMap<>();
    private final ThreadPoolExecutor threads;

    Lookups(HostResolver resolver) {
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

    List<InetAddress> addresses(String host, Duration patience)
            throws UnknownHostException, InterruptedException {
        FutureTask<List<InetAddress>> lookup =
                running.computeIfAbsent(
                        host,
                        name -> {
                            var task = new FutureTask<>(() -> lookUp(name));
                            threads.execute(task);
                            return task;
                        });
        try {
            return lookup.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            throw new UnknownHostException(host + " was not found in time");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownHostException unknown) {
                throw unknown;
            }
            throw new IllegalStateException("looking up " + host, e.getCause());
        }
    }

    private List<InetAddress> lookUp(String name) throws UnknownHostException {
        try {
            return resolver.addresses(name);
        } finally {
            running.remove(name);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
