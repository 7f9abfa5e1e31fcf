package org.imgmill.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// One question, A or AAAA of one name, asked of one server after the other until one knows.
final class DnsQuery {

    static final Duration LONGEST_NOBODY = Duration.ofMinutes(5);

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration SHORTEST = Duration.ofSeconds(10);

    /// The wait before servers without a sensible answer are asked again.
    private static final Duration NO_ANSWER = Duration.ofSeconds(10);

    private static final int MAX_ALIASES = 8;

    private final DnsServers servers;
    private final Name name;
    private final int type;
    private final BooleanSupplier wanted;
    private final int aliases;

    /// @param wanted asked before each further datagram
    DnsQuery(DnsServers servers, Name name, int type, BooleanSupplier wanted) {
        this(servers, name, type, wanted, 0);
    }

    private DnsQuery(DnsServers servers, Name name, int type, BooleanSupplier wanted, int aliases) {
        this.servers = servers;
        this.name = name;
        this.type = type;
        this.wanted = wanted;
        this.aliases = aliases;
    }

    /// @param holds how long this answer may be kept
    record Answer(List<InetAddress> addresses, Duration holds) {}

    /// Where no server answers, the result is empty and holds for a moment. Fails only where nobody
    /// waits any more.
    CompletableFuture<Answer> ask() {
        return ask(0);
    }

    private CompletableFuture<Answer> ask(int attempt) {
        if (!wanted.getAsBoolean()) {
            return CompletableFuture.failedFuture(new CancellationException());
        }
        if (attempt == servers.attempts()) {
            return CompletableFuture.completedFuture(new Answer(List.of(), NO_ANSWER));
        }
        Message question = Message.newQuery(Record.newRecord(name, type, DClass.IN));
        return servers.resolver(attempt)
                .sendAsync(question)
                .toCompletableFuture()
                .thenApply(Optional::of)
                .exceptionally(lost -> Optional.empty())
                .thenCompose(
                        message ->
                                message.filter(DnsQuery::isAnswer)
                                        .map(this::read)
                                        .orElseGet(() -> ask(attempt + 1)));
    }

    private static boolean isAnswer(Message message) {
        int code = message.getRcode();
        return code == Rcode.NOERROR || code == Rcode.NXDOMAIN;
    }

    /// Follows the aliases in the answer, and asks again where they lead out of it.
    private CompletableFuture<Answer> read(Message message) {
        List<Record> records = message.getSection(Section.ANSWER);
        Name at = name;
        long seconds = Long.MAX_VALUE;
        for (int hops = 0; hops <= MAX_ALIASES; hops++) {
            var addresses = new ArrayList<InetAddress>();
            Name alias = null;
            for (Record record : records) {
                if (record.getName().equals(at)) {
                    InetAddress address = address(record);
                    if (address != null) {
                        addresses.add(address);
                    }
                    alias = record instanceof CNAMERecord cname ? cname.getTarget() : alias;
                    seconds = Math.min(seconds, record.getTTL());
                }
            }
            if (!addresses.isEmpty()) {
                var holds = between(SHORTEST, seconds, LONGEST);
                return CompletableFuture.completedFuture(new Answer(List.copyOf(addresses), holds));
            }
            if (alias == null) {
                return elsewhere(message, at);
            }
            at = alias;
        }
        return CompletableFuture.completedFuture(nobody(message));
    }

    private CompletableFuture<Answer> elsewhere(Message message, Name at) {
        boolean ledOut =
                !at.equals(name)
                        && message.getRcode() == Rcode.NOERROR
                        && message.getSection(Section.AUTHORITY).isEmpty();
        return ledOut && aliases < MAX_ALIASES
                ? new DnsQuery(servers, at, type, wanted, aliases + 1).ask()
                : CompletableFuture.completedFuture(nobody(message));
    }

    private @Nullable InetAddress address(Record record) {
        InetAddress address =
                switch (record) {
                    case ARecord four when type == Type.A -> four.getAddress();
                    case AAAARecord six when type == Type.AAAA -> six.getAddress();
                    default -> null;
                };
        try {
            // the name that dnsjava writes into it would be kept as often as the address
            return address == null ? null : InetAddress.getByAddress(address.getAddress());
        } catch (UnknownHostException bytesOfAnAddressAreOne) {
            throw new IllegalStateException(bytesOfAnAddressAreOne);
        }
    }

    /// RFC 2308: the zone says how long an empty answer holds.
    private static Answer nobody(Message message) {
        long seconds = 0;
        for (Record record : message.getSection(Section.AUTHORITY)) {
            if (record instanceof SOARecord zone) {
                seconds = Math.min(zone.getTTL(), zone.getMinimum());
            }
        }
        return new Answer(List.of(), between(SHORTEST, seconds, LONGEST_NOBODY));
    }

    private static Duration between(Duration least, long seconds, Duration most) {
        return Duration.ofSeconds(Math.clamp(seconds, least.toSeconds(), most.toSeconds()));
    }
}
