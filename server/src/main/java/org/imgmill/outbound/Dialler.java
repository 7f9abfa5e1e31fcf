package org.imgmill.outbound;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.time.Duration;
import java.util.List;
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

    private final AddressGuard guard;
    private final Lookups lookups;
    private final SSLSocketFactory tls;
    private final Duration connectTimeout;
    private final Duration idleTimeout;

    Dialler(
            AddressGuard guard,
            Lookups lookups,
            SSLSocketFactory tls,
            Duration connectTimeout,
            Duration idleTimeout) {
        this.guard = guard;
        this.lookups = lookups;
        this.tls = tls;
        this.connectTimeout = connectTimeout;
        this.idleTimeout = idleTimeout;
    }

    Connection dial(WebUrl url, Deadline deadline) throws CutShort, InterruptedException {
        List<InetAddress> permitted = permitted(url, deadline);
        for (InetAddress address :
                permitted.subList(0, Math.min(MAX_ADDRESSES, permitted.size()))) {
            Socket socket = connect(new InetSocketAddress(address, url.port()), deadline);
            if (socket != null) {
                return url.secure() ? secured(socket, url, deadline) : plain(socket, url);
            }
        }
        throw new CutShort(
                deadline.passed() ? deadline.ending() : new Unreached.ConnectFailed(url.host()));
    }

    private List<InetAddress> permitted(WebUrl url, Deadline deadline)
            throws CutShort, InterruptedException {
        if (guard.refuses(url)) {
            throw new CutShort(new Unreached.Blocked(url.host()));
        }
        List<InetAddress> resolved;
        try {
            Duration patience = Duration.ofMillis(deadline.millis(connectTimeout));
            resolved = lookups.addresses(url.host(), patience);
        } catch (UnknownHostException e) {
            throw new CutShort(
                    guard.isPrivateName(url.host())
                            ? new Unreached.Blocked(url.host())
                            : new Unreached.DnsFailed(url.host()));
        }
        List<InetAddress> permitted =
                guard.isOwnSample(url) ? resolved : guard.permitted(url.host(), resolved);
        if (permitted.isEmpty()) {
            throw new CutShort(new Unreached.Blocked(url.host()));
        }
        return permitted;
    }

    private @Nullable Socket connect(InetSocketAddress address, Deadline deadline) {
        // without a proxy: a SOCKS proxy set for the JVM would resolve and dial on its own
        var socket = new Socket(Proxy.NO_PROXY);
        deadline.guard(socket);
        try {
            socket.setTcpNoDelay(true);
            socket.connect(address, deadline.millis(connectTimeout));
            socket.setSoTimeout((int) idleTimeout.toMillis());
            return socket;
        } catch (IOException unreachable) {
            Deadline.abort(socket);
            return null;
        }
    }

    private static Connection plain(Socket socket, WebUrl url) throws CutShort {
        var connection = new Connection(socket);
        try {
            connection.bind(socket);
            return connection;
        } catch (IOException e) {
            Deadline.abort(socket);
            throw new CutShort(new Unreached.ConnectionLost(url.host()));
        }
    }

    private Connection secured(Socket socket, WebUrl url, Deadline deadline) throws CutShort {
        try {
            socket.setSoTimeout(deadline.millis(connectTimeout));
            var secure = (SSLSocket) tls.createSocket(socket, url.host(), url.port(), true);
            SSLParameters parameters = secure.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secure.setSSLParameters(parameters);
            secure.startHandshake();
            socket.setSoTimeout((int) idleTimeout.toMillis());
            var connection = new Connection(socket);
            connection.bind(secure, socket);
            return connection;
        } catch (IOException e) {
            Deadline.abort(socket);
            throw new CutShort(handshakeEnding(e, url.host(), deadline));
        }
    }

    private Unreached handshakeEnding(IOException e, String host, Deadline deadline) {
        if (deadline.passed()) {
            return deadline.ending();
        }
        return switch (e) {
            case SocketTimeoutException _ ->
                    new Unreached.TimedOut(
                            "did not finish the TLS handshake within "
                                    + connectTimeout.toSeconds()
                                    + " s");
            case SSLException failure -> new Unreached.TlsFailed(host, why(failure));
            default -> new Unreached.ConnectionLost(host);
        };
    }

    private static String why(SSLException failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof CertificateExpiredException) {
                return "its certificate has expired";
            }
            if (t instanceof CertificateException && t.getCause() == null) {
                return "its certificate is for another host";
            }
            if (t instanceof java.security.cert.CertPathBuilderException) {
                return "its certificate is not from an authority we trust";
            }
        }
        return "the TLS handshake failed";
    }
}
