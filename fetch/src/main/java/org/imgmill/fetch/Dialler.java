package org.imgmill.fetch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/// Opens connections, each to an address that the guard has just permitted: no name is resolved a
/// second time between the check and the dialling.
final class Dialler {

    /// A name can have any number of addresses that do not answer.
    private static final int MAX_ADDRESSES = 4;

    /// Sockets that bypass a SOCKS proxy of the JVM's settings: it could dial another address than
    /// the one that the guard checked.
    static final Supplier<Socket> DIRECT = () -> new Socket(Proxy.NO_PROXY);

    private final AddressGuard guard;
    private final Names names;
    private final Supplier<Socket> sockets;
    private final SSLSocketFactory tls;
    private final FetchSettings settings;

    Dialler(
            AddressGuard guard,
            Names names,
            Supplier<Socket> sockets,
            SSLSocketFactory tls,
            FetchSettings settings) {
        this.guard = guard;
        this.names = names;
        this.sockets = sockets;
        this.tls = tls;
        this.settings = settings;
    }

    Connection dial(WebUrl url, Asker asker, Deadline deadline)
            throws CutShort, InterruptedException {
        Socket socket = connect(permitted(url, asker, deadline), deadline);
        if (socket != null) {
            deadline.guard(socket);
            return url.secure() ? secured(socket, url, deadline) : plain(socket, url);
        }
        throw new CutShort(
                deadline.passed()
                        ? deadline.ending("did not answer")
                        : new Unreached.ConnectFailed(url.authority()));
    }

    private List<InetSocketAddress> permitted(WebUrl url, Asker asker, Deadline deadline)
            throws CutShort, InterruptedException {
        if (guard.refuses(url)) {
            throw new CutShort(new Unreached.Blocked(url.authority()));
        }
        List<InetAddress> resolved;
        try {
            Duration patience = Duration.ofMillis(deadline.millis(settings.connectTimeout()));
            resolved = names.addresses(url.host(), asker, patience);
        } catch (UnknownHostException e) {
            throw new CutShort(
                    guard.isPrivateName(url.host())
                            ? new Unreached.Blocked(url.authority())
                            : new Unreached.DnsFailed(url.host()));
        }
        List<InetAddress> permitted =
                guard.isOwnSample(url) ? resolved : guard.permitted(url.host(), resolved);
        if (permitted.isEmpty()) {
            throw new CutShort(new Unreached.Blocked(url.authority()));
        }
        return inTurns(permitted).stream()
                .limit(MAX_ADDRESSES)
                .map(address -> new InetSocketAddress(address, url.port()))
                .toList();
    }

    /// Alternates the address families (RFC 8305, section 4): where one does not work here, the
    /// second address is of the other.
    private static List<InetAddress> inTurns(List<InetAddress> addresses) {
        Class<?> preferred = addresses.getFirst().getClass();
        var one = new ArrayDeque<InetAddress>();
        var other = new ArrayDeque<InetAddress>();
        addresses.forEach(address -> (preferred.isInstance(address) ? one : other).add(address));
        var all = new ArrayList<InetAddress>();
        while (!one.isEmpty() || !other.isEmpty()) {
            Stream.of(one, other).map(Deque::poll).filter(Objects::nonNull).forEach(all::add);
        }
        return all;
    }

    private @Nullable Socket connect(List<InetSocketAddress> addresses, Deadline deadline)
            throws InterruptedException {
        if (addresses.size() > 1) {
            return new Race(sockets, settings.connectTimeout()).run(addresses, deadline);
        }
        Socket socket = sockets.get();
        deadline.guard(socket);
        if (Race.connect(
                socket, addresses.getFirst(), deadline.millis(settings.connectTimeout()))) {
            return socket;
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return null;
    }

    private Connection plain(Socket socket, WebUrl url) throws CutShort {
        try {
            return Connection.plain(socket);
        } catch (IOException e) {
            Deadline.abort(socket);
            throw new CutShort(new Unreached.ConnectionLost(url.authority()));
        }
    }

    private Connection secured(Socket socket, WebUrl url, Deadline deadline)
            throws CutShort, InterruptedException {
        try {
            socket.setSoTimeout(deadline.millis(settings.connectTimeout()));
            var secure = (SSLSocket) tls.createSocket(socket, url.host(), url.port(), true);
            SSLParameters parameters = secure.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secure.setSSLParameters(parameters);
            secure.startHandshake();
            return Connection.secure(secure, socket);
        } catch (IOException e) {
            Deadline.abort(socket);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            throw new CutShort(handshakeEnding(e, url.authority(), deadline));
        }
    }

    private Unreached handshakeEnding(IOException e, String authority, Deadline deadline) {
        if (deadline.passed()) {
            return deadline.ending("did not answer");
        }
        return switch (e) {
            case SocketTimeoutException ignored ->
                    new Unreached.TimedOut(
                            "did not finish the TLS handshake within "
                                    + Deadline.text(settings.connectTimeout()));
            case SSLException failure -> new Unreached.TlsFailed(authority, why(failure));
            default -> new Unreached.ConnectionLost(authority);
        };
    }

    private static String why(SSLException failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof ChainTrust.Incomplete) {
                return "it sends its certificate without the intermediate ones that lead to an"
                        + " authority";
            }
            if (t instanceof CertificateExpiredException) {
                return "its certificate has expired";
            }
            if (t instanceof CertificateException && t.getCause() == null) {
                return "its certificate is for another host";
            }
            if (t instanceof CertPathBuilderException) {
                return "its certificate is not from an authority we trust";
            }
        }
        return "the TLS handshake failed";
    }
}
