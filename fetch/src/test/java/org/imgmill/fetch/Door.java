package org.imgmill.fetch;

import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocketFactory;
import org.imgmill.origin.Origin;
import org.imgmill.origin.Part;

/// The whole package put together as an application does it, with settings, name servers and
/// trusted certificates of the test's choice.
record Door(FetchSettings settings, Fetch fetch) implements AutoCloseable {

    /// @param folder for temporary files
    static Builder in(Path folder) {
        return new Builder(folder);
    }

    AddressGuard guard() {
        return fetch.guard();
    }

    MemoryBudget budget() {
        return fetch.budget();
    }

    Downloads downloads() {
        return fetch.downloads();
    }

    Post post() {
        return fetch.post();
    }

    @Override
    public void close() {
        fetch.close();
    }

    static final class Builder {

        private final Path folder;
        private final FetchSettings.Builder settings = FetchSettings.builder();
        private final Map<String, List<InetAddress>> names = new HashMap<>();
        private NameSource source = new SystemNames(this::known);
        private Supplier<Socket> sockets = Dialler.DIRECT;
        private SSLSocketFactory tls = (SSLSocketFactory) SSLSocketFactory.getDefault();

        private Builder(Path folder) {
            this.folder = folder;
        }

        Builder with(Consumer<FetchSettings.Builder> difference) {
            difference.accept(settings);
            return this;
        }

        Builder allowing(String range) {
            return with(s -> s.allow(Cidr.of(range)));
        }

        Builder allowingLoopback() {
            return allowing("127.0.0.0/8");
        }

        Builder headers(String authority, Map<String, String> headers) {
            return with(s -> s.host(authority, new FetchSettings.Host(null, null, headers, true)));
        }

        Builder name(String host, String... addresses) {
            names.put(host, Stream.of(addresses).map(InetAddress::ofLiteral).toList());
            return this;
        }

        Builder names(HostResolver other) {
            source = new SystemNames(other);
            return this;
        }

        Builder source(NameSource other) {
            source = other;
            return this;
        }

        Builder dialling(Supplier<Socket> others) {
            sockets = others;
            return this;
        }

        Builder trusting(SSLSocketFactory factory) {
            tls = factory;
            return this;
        }

        Door open() {
            FetchSettings all = settings.build();
            return new Door(all, new Fetch(all, folder, source, sockets, tls));
        }

        /// What becomes of one download from an origin that plays this.
        Download fetch(Origin origin, Part part) throws InterruptedException {
            try (var door = open()) {
                origin.play("/", part);
                return door.downloads().fetch(origin.url("/"));
            }
        }

        private List<InetAddress> known(String host) throws UnknownHostException {
            if (names.containsKey(host)) {
                return names.get(host);
            }
            try {
                return List.of(InetAddress.ofLiteral(host));
            } catch (IllegalArgumentException notAnAddress) {
                throw new UnknownHostException(host);
            }
        }
    }
}
