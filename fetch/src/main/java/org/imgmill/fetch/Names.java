package org.imgmill.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The addresses of names, kept for as long as their answers hold and shared by all who ask.
/// Callers that ask for the same name share one look-up; a look-up that nobody waits for any more
/// is not begun, or stops.
final class Names implements AutoCloseable {

    /// Some 300 bytes each.
    private static final int MAX_KNOWN = 131_072;

    /// The result for a caller that comes just as a look-up is given up.
    private static final NameSource.Found UNWANTED = new NameSource.Found(List.of(), Duration.ZERO);

    private final NameSource source;
    private final LongSupplier clock;
    private final Map<String, Pending> pending = new HashMap<>();
    private final FairQueue<Pending> queue;
    private final Map<String, Known> known =
            new LinkedHashMap<>(256, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
                    return size() > MAX_KNOWN;
                }
            };

    Names(NameSource source) {
        this(source, System::nanoTime);
    }

    /// @param clock in nanoseconds
    Names(NameSource source, LongSupplier clock) {
        this.source = source;
        this.clock = clock;
        this.queue = new FairQueue<>(source.places());
    }

    private record Known(List<InetAddress> addresses, long until) {}

    private static final class Pending {
        private final String name;
        private final List<Asker> queuedFor = new ArrayList<>(1);
        private final CompletableFuture<NameSource.Found> found = new CompletableFuture<>();
        private int waiting;
        private boolean begun;

        Pending(String name) {
            this.name = name;
        }
    }

    /// @throws UnknownHostException where the name has no address, or none was found in time
    List<InetAddress> addresses(String host, Asker asker, Duration patience)
            throws UnknownHostException, InterruptedException {
        InetAddress literal = IpLiteral.read(host);
        if (literal != null) {
            return List.of(literal);
        }
        Pending lookup;
        long end = System.nanoTime() + patience.toNanos();
        synchronized (this) {
            Known before = fresh(host);
            if (before != null) {
                return some(host, before.addresses());
            }
            lookup = join(host, asker);
        }
        begin();
        try {
            long left = Math.max(0, end - System.nanoTime());
            return some(host, lookup.found.get(left, TimeUnit.NANOSECONDS).addresses());
        } catch (TimeoutException slow) {
            throw new UnknownHostException(host + " was not found in time");
        } catch (ExecutionException e) {
            throw new IllegalStateException("looking up " + host, e.getCause());
        } finally {
            leave(lookup);
        }
    }

    private static List<InetAddress> some(String host, List<InetAddress> addresses)
            throws UnknownHostException {
        if (addresses.isEmpty()) {
            throw new UnknownHostException(host + " has no address");
        }
        return addresses;
    }

    private @Nullable Known fresh(String host) {
        Known before = known.get(host);
        if (before != null && before.until() - clock.getAsLong() <= 0) {
            known.remove(host);
            return null;
        }
        return before;
    }

    private Pending join(String host, Asker asker) {
        Pending lookup = pending.computeIfAbsent(host, Pending::new);
        lookup.waiting++;
        if (!lookup.begun && !lookup.queuedFor.contains(asker)) {
            lookup.queuedFor.add(asker);
            queue.add(asker, lookup);
        }
        return lookup;
    }

    private synchronized void leave(Pending lookup) {
        lookup.waiting--;
        if (lookup.waiting == 0 && !lookup.begun) {
            lookup.queuedFor.forEach(asker -> queue.remove(asker, lookup));
            pending.remove(lookup.name, lookup);
        }
    }

    /// Gives a place to one waiting look-up. A new caller or a freed place makes room for at most
    /// one, so no caller works through the whole queue.
    private void begin() {
        FairQueue.Taken<Pending> next = next();
        if (next != null) {
            look(next);
        }
    }

    private synchronized FairQueue.@Nullable Taken<Pending> next() {
        FairQueue.Taken<Pending> next = queue.take();
        if (next != null) {
            Pending lookup = next.who();
            lookup.begun = true;
            lookup.queuedFor.forEach(asker -> queue.remove(asker, lookup));
        }
        return next;
    }

    private void look(FairQueue.Taken<Pending> turn) {
        Pending lookup = turn.who();
        NameSource.Lookup under = source.ask(lookup.name, () -> isWanted(lookup));
        var unusedFirst =
                under.first().whenComplete((found, failure) -> tell(lookup, found, failure));
        var unusedWhole = under.whole().whenComplete((found, failure) -> end(turn, found, failure));
    }

    private synchronized boolean isWanted(Pending lookup) {
        return lookup.waiting > 0;
    }

    private void tell(
            Pending lookup, NameSource.@Nullable Found found, @Nullable Throwable failure) {
        if (found != null) {
            keep(lookup, found);
            lookup.found.complete(found);
        } else if (isCancelled(failure)) {
            forget(lookup);
            lookup.found.complete(UNWANTED);
        } else {
            forget(lookup);
            lookup.found.completeExceptionally(
                    Objects.requireNonNullElseGet(failure, IllegalStateException::new));
        }
    }

    private static boolean isCancelled(@Nullable Throwable failure) {
        return failure instanceof CancellationException
                || (failure != null && failure.getCause() instanceof CancellationException);
    }

    private void end(
            FairQueue.Taken<Pending> turn,
            NameSource.@Nullable Found found,
            @Nullable Throwable failure) {
        synchronized (this) {
            queue.free(turn.asker());
            if (found != null && failure == null) {
                keep(turn.who(), found);
            }
        }
        begin();
    }

    private synchronized void keep(Pending lookup, NameSource.Found found) {
        known.put(
                lookup.name,
                new Known(found.addresses(), clock.getAsLong() + found.holds().toNanos()));
        pending.remove(lookup.name, lookup);
    }

    private synchronized void forget(Pending lookup) {
        pending.remove(lookup.name, lookup);
    }

    @Override
    public void close() {
        source.close();
    }
}
