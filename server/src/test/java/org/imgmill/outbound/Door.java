package org.imgmill.outbound;

import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocketFactory;
import org.imgmill.origin.Origin;
import org.imgmill.origin.Part;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/// The whole package put together as the application does it, with settings, name servers and
/// trusted certificates of the test's choice.
record Door(
        OutboundSettings settings,
        AddressGuard guard,
        MemoryBudget budget,
        Downloads downloads,
        Post post,
        Runnable end)
        implements AutoCloseable {

    /// @param folder for temporary files
    static Builder in(Path folder) {
        return new Builder(folder);
    }

    @Override
    public void close() {
        end.run();
    }

    static final class Builder {

        private final Path folder;
        private final Map<String, Object> properties = new HashMap<>();
        private final Map<String, List<InetAddress>> names = new HashMap<>();
        private HostResolver resolver = this::known;
        private Supplier<Socket> sockets = Dialler.DIRECT;
        private SSLSocketFactory tls = (SSLSocketFactory) SSLSocketFactory.getDefault();

        private Builder(Path folder) {
            this.folder = folder;
        }

        /// @param name without `imgmill.outbound.`
        Builder with(String name, Object value) {
            properties.put("imgmill.outbound." + name, value);
            return this;
        }

        Builder allowingLoopback() {
            return with("allow", "127.0.0.0/8");
        }

        Builder name(String host, String... addresses) {
            names.put(host, Stream.of(addresses).map(InetAddress::ofLiteral).toList());
            return this;
        }

        Builder names(HostResolver other) {
            resolver = other;
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
            OutboundSettings settings = settings(properties);
            var guard = new AddressGuard(settings.allow());
            var lookups = new Lookups(resolver);
            var dialler = new Dialler(guard, lookups, sockets, tls, settings);
            var exchanges = new Exchanges(guard, dialler, settings.idleTimeout());
            var budget = new MemoryBudget(settings.memoryBytes());
            var downloads = new Downloads(settings, exchanges, new Spool(folder, budget), budget);
            return new Door(
                    settings,
                    guard,
                    budget,
                    downloads,
                    new Post(exchanges, settings.userAgent()),
                    () -> {
                        exchanges.close();
                        lookups.close();
                    });
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

    static OutboundSettings settings(Map<String, Object> properties) {
        var binder = new Binder(new MapConfigurationPropertySource(properties));
        return binder.bindOrCreate("imgmill.outbound", OutboundSettings.class);
    }
}
