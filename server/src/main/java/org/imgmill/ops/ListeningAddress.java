package org.imgmill.ops;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.imgmill.node.StartRefused;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;

/// Where a server is to listen, tried out for a moment.
record ListeningAddress(String prefix, @Nullable InetAddress address, int port) {

    private static final int USUAL_PORT = 8080;
    private static final int LAST_PORT = 65_535;

    /// @throws StartRefused when it cannot listen there
    static void check(Binder binder) {
        var server = of(binder, "server", null, USUAL_PORT);
        server.check();
        of(binder, "management.server", server.address(), server.port()).checkBeside(server);
    }

    private static ListeningAddress of(
            Binder binder, String prefix, @Nullable InetAddress otherwise, int port) {
        return new ListeningAddress(
                prefix,
                binder.bind(prefix + ".address", InetAddress.class).orElse(otherwise),
                binder.bind(prefix + ".port", Integer.class).orElse(port));
    }

    private void checkBeside(ListeningAddress server) {
        if (port != server.port()) {
            check();
        }
    }

    /// Port 0 is any free one, -1 none.
    private void check() {
        if (port > LAST_PORT || port < -1) {
            throw new StartRefused(
                    "%s.port is 0 (any free one) to 65535, not %d.".formatted(prefix, port),
                    "Correct that setting.");
        }
        if (port < 0) {
            return;
        }
        try (var tried = new ServerSocket(port, 1, address)) {
            tried.getLocalPort();
        } catch (IOException e) {
            throw refused(e);
        }
    }

    private StartRefused refused(IOException e) {
        var message = String.valueOf(e.getMessage());
        if (message.contains("assign")) {
            return new StartRefused(
                    "%s.address=%s is no address of this machine.".formatted(prefix, host()),
                    "Name one that is, 127.0.0.1 (this machine only) or 0.0.0.0 (all of its addresses).");
        }
        if (message.contains("ermission")) {
            return new StartRefused(
                    "%s.port=%d is for root only.".formatted(prefix, port),
                    "Choose one of 1024 and more, and put a proxy in front.");
        }
        return e instanceof BindException
                ? new StartRefused(
                        "%s.port=%d is taken: another program listens on %s:%d."
                                .formatted(prefix, port, host(), port),
                        "Stop that one, or choose another port, such as %s; 0 takes any free one."
                                .formatted(
                                        prefix.equals("server")
                                                ? "--port " + (port + 1)
                                                : "--%s.port=%d".formatted(prefix, port + 1)))
                : new StartRefused(
                        "%s.port=%d on %s cannot be listened to: %s."
                                .formatted(prefix, port, host(), message),
                        "Correct %s.address or %s.port.".formatted(prefix, prefix));
    }

    private String host() {
        return address == null ? "any address" : address.getHostAddress();
    }
}
