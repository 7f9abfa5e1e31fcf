package org.imgmill.webhook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;

/// How many tries at each host are under way on this node, and which deliveries are parked until
/// one of them is over: a host that hangs holds up nothing that is owed to others, and those that
/// wait for it cost nothing.
///
/// A host that leaves so many tries in a row unanswered rests, as image hosts do.
final class HostTurns {

    private final int most;
    private final int patience;
    private final long rest;
    private final LongSupplier nanoTime;
    private final Map<String, Host> hosts = new HashMap<>();

    private static final class Host {
        private final LinkedHashSet<UUID> parked = new LinkedHashSet<>();
        private int taken;
        private int unanswered;
        private boolean rests;
        private long restsUntil;
    }

    /// @param most tries at a host at a time
    /// @param patience unanswered tries in a row
    /// @param rest nanoseconds that a host is left alone then
    HostTurns(int most, int patience, long rest, LongSupplier nanoTime) {
        this.most = most;
        this.patience = patience;
        this.rest = rest;
        this.nanoTime = nanoTime;
    }

    /// @return false if the delivery is parked until it is handed out by `next`
    synchronized boolean takeOrPark(String name, UUID delivery) {
        var host = hosts.computeIfAbsent(name, _ -> new Host());
        if (isResting(host) || host.taken >= most) {
            host.parked.add(delivery);
            return false;
        }
        host.parked.remove(delivery);
        host.taken++;
        return true;
    }

    /// A try is over.
    ///
    /// @param answered whether the receiver said anything at all
    /// @return whether the host rests from now on
    synchronized boolean giveBack(String name, boolean answered) {
        var host = hosts.get(name);
        if (host == null) {
            throw new IllegalStateException("no try at " + name + " is under way");
        }
        host.taken--;
        host.unanswered = answered ? 0 : host.unanswered + 1;
        boolean restsNow = host.unanswered >= patience && !isResting(host);
        if (restsNow) {
            host.rests = true;
            host.restsUntil = nanoTime.getAsLong() + rest;
        }
        return restsNow;
    }

    private boolean isResting(Host host) {
        host.rests = host.rests && nanoTime.getAsLong() - host.restsUntil < 0;
        return host.rests;
    }

    /// Those whose turn it is now, the longest parked first.
    synchronized List<UUID> next(String name) {
        var host = hosts.get(name);
        if (host == null) {
            return List.of();
        }
        var next = new ArrayList<UUID>();
        if (!isResting(host)) {
            var parked = host.parked.iterator();
            while (parked.hasNext() && next.size() < most - host.taken) {
                next.add(parked.next());
                parked.remove();
            }
        }
        if (host.taken == 0 && host.parked.isEmpty() && host.unanswered == 0) {
            hosts.remove(name);
        }
        return next;
    }

    /// They could not be woken, and wait on.
    synchronized void parkAgain(String name, List<UUID> deliveries) {
        hosts.computeIfAbsent(name, _ -> new Host()).parked.addAll(deliveries);
    }
}
