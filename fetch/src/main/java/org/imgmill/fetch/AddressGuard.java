package org.imgmill.fetch;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Says which addresses strangers may send us to: the public internet, what the operator opened,
/// and this server's own sample images.
public final class AddressGuard {

    /// Ports of services that HTTP requests can harm: the bad ports of the Fetch standard, and
    /// those of databases, queues and containers.
    private static final Set<Integer> BAD_PORTS =
            Set.of(
                    1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87,
                    95, 101, 102, 103, 104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139,
                    143, 161, 179, 389, 427, 445, 465, 512, 513, 514, 515, 526, 530, 531, 532, 540,
                    548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1433, 1521, 1719, 1720,
                    1723, 2049, 2375, 2376, 2379, 2380, 3306, 3389, 3659, 4045, 4190, 5060, 5061,
                    5432, 5672, 6000, 6379, 6443, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697,
                    9042, 9092, 9200, 9300, 10080, 10250, 11211, 27017);

    /// Names that only a private network resolves.
    private static final List<String> PRIVATE_DOMAINS =
            List.of(
                    ".localhost",
                    ".localdomain",
                    ".local",
                    ".internal",
                    ".intranet",
                    ".lan",
                    ".home.arpa");

    private static final Pattern SAMPLE = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");

    private final Set<Cidr> allowed;
    private volatile @Nullable WebUrl ownSamples;

    AddressGuard(Set<Cidr> allowed) {
        this.allowed = Set.copyOf(allowed);
    }

    /// Opens this server's own sample images, and nothing else of it, wherever it listens.
    ///
    /// @param folder such as `http://localhost:8080/samples/`
    public void openSamples(WebUrl folder) {
        if (!folder.target().endsWith("/samples/")) {
            throw new IllegalArgumentException(folder + " is not a folder of samples");
        }
        ownSamples = folder;
    }

    /// Whether the URL is refused whatever its name resolves to; asks no name server. A URL that is
    /// not refused here may still be blocked when it is dialled.
    public boolean refuses(WebUrl url) {
        return !isOwnSample(url)
                && (BAD_PORTS.contains(url.port())
                        || (isLiteral(url.host()) && !permitsLiteral(url.host())));
    }

    boolean isOwnSample(WebUrl url) {
        WebUrl samples = ownSamples;
        return samples != null
                && url.text().startsWith(samples.text())
                && SAMPLE.matcher(url.text().substring(samples.text().length())).matches();
    }

    /// The resolved addresses of a host that may be dialled.
    List<InetAddress> permitted(String host, List<InetAddress> resolved) {
        Stream<InetAddress> all = resolved.stream();
        return isPrivateName(host)
                ? all.filter(this::isAllowed).toList()
                : all.filter(this::permits).toList();
    }

    /// Whether a name belongs to a private network: even whether such a name resolves is private.
    boolean isPrivateName(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return !isLiteral(name)
                && (name.indexOf('.') < 0 || PRIVATE_DOMAINS.stream().anyMatch(name::endsWith));
    }

    private boolean permitsLiteral(String host) {
        InetAddress address = IpLiteral.read(host);
        return address != null && permits(address);
    }

    private boolean permits(InetAddress address) {
        return isAllowed(address) || PublicInternet.contains(address);
    }

    private boolean isAllowed(InetAddress address) {
        return allowed.stream().anyMatch(range -> range.contains(address));
    }

    private static boolean isLiteral(String host) {
        if (host.indexOf(':') >= 0) {
            return true;
        }
        char last = host.charAt(host.length() - 1);
        return last >= '0'
                && last <= '9'
                && host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    }
}
