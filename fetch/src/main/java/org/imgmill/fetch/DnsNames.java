package org.imgmill.fetch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.imgmill.fetch.DnsQuery.Answer;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.hosts.HostsFileParser;

/// Asks name servers itself, over UDP and, where an answer is cut, TCP: IPv4 and IPv6 side by side,
/// hosts file first, search list as resolv.conf has it. Waits without threads.
final class DnsNames implements NameSource {

    /// Each look-up sends two datagrams; their sockets are the cost.
    private static final int PLACES = 512;

    /// How long IPv4 waits for IPv6 (RFC 8305, section 3). IPv6 waits for IPv4 without a limit:
    /// nearly every host has IPv4, and must not fail for lack of half its addresses.
    private static final Executor RESOLUTION_DELAY =
            CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS);

    private static final Duration FILE_HOLDS = Duration.ofSeconds(10);

    /// resolv.conf changes while we run.
    private static final Duration SERVERS_HOLD = Duration.ofMinutes(1);

    private final Supplier<DnsServers> configured;
    private final HostsFileParser hosts = new HostsFileParser();
    private DnsServers servers;
    private long servedSince = System.nanoTime();

    /// @param configured asked once a minute
    DnsNames(Supplier<DnsServers> configured) {
        this.configured = configured;
        this.servers = configured.get();
    }

    private synchronized DnsServers servers() {
        if (System.nanoTime() - servedSince > SERVERS_HOLD.toNanos()) {
            servers = configured.get();
            servedSince = System.nanoTime();
        }
        return servers;
    }

    @Override
    public int places() {
        return PLACES;
    }

    @Override
    public Lookup ask(String host, BooleanSupplier wanted) {
        Name name;
        try {
            name = Name.fromString(host + ".");
        } catch (TextParseException notAName) {
            return done(new Found(List.of(), DnsQuery.LONGEST_NOBODY));
        }
        List<InetAddress> listed = inHostsFile(name);
        if (!listed.isEmpty()) {
            return done(new Found(listed, FILE_HOLDS));
        }
        DnsServers now = servers();
        return ask(now, now.candidates(name), 0, wanted);
    }

    private static Lookup done(Found found) {
        var done = CompletableFuture.completedFuture(found);
        return new Lookup(done, done);
    }

    private List<InetAddress> inHostsFile(Name name) {
        try {
            return Stream.of(
                            hosts.getAddressForHost(name, Type.AAAA),
                            hosts.getAddressForHost(name, Type.A))
                    .flatMap(Optional::stream)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("reading the hosts file", e);
        }
    }

    /// Tries one name after the other until one has an address.
    private Lookup ask(DnsServers now, List<Name> candidates, int at, BooleanSupplier wanted) {
        CompletableFuture<Answer> four =
                new DnsQuery(now, candidates.get(at), Type.A, wanted).ask();
        CompletableFuture<Answer> six =
                new DnsQuery(now, candidates.get(at), Type.AAAA, wanted).ask();
        var first = new CompletableFuture<Found>();
        var whole = new CompletableFuture<Found>();
        var unusedEarly =
                four.thenAcceptAsync(answer -> completeIfAny(first, answer), RESOLUTION_DELAY);
        var unusedBoth =
                four.thenCombine(six, DnsNames::both)
                        .whenComplete(
                                (found, failure) -> {
                                    if (failure != null) {
                                        first.completeExceptionally(failure);
                                        whole.completeExceptionally(failure);
                                    } else if (found.addresses().isEmpty()
                                            && at + 1 < candidates.size()) {
                                        Lookup next = ask(now, candidates, at + 1, wanted);
                                        pass(next.first(), first);
                                        pass(next.whole(), whole);
                                    } else {
                                        first.complete(found);
                                        whole.complete(found);
                                    }
                                });
        return new Lookup(first, whole);
    }

    private static void pass(CompletableFuture<Found> from, CompletableFuture<Found> to) {
        var unusedPassed =
                from.whenComplete(
                        (found, failure) -> {
                            if (failure != null) {
                                to.completeExceptionally(failure);
                            } else {
                                to.complete(found);
                            }
                        });
    }

    private static void completeIfAny(CompletableFuture<Found> first, Answer answer) {
        if (!answer.addresses().isEmpty()) {
            first.complete(new Found(answer.addresses(), answer.holds()));
        }
    }

    /// How long an empty answer holds matters only where both are empty.
    private static Found both(Answer four, Answer six) {
        var all = new ArrayList<>(six.addresses());
        all.addAll(four.addresses());
        boolean mixed = four.addresses().isEmpty() != six.addresses().isEmpty();
        Duration holds =
                mixed
                        ? (four.addresses().isEmpty() ? six : four).holds()
                        : four.holds().compareTo(six.holds()) < 0 ? four.holds() : six.holds();
        return new Found(List.copyOf(all), holds);
    }
}
