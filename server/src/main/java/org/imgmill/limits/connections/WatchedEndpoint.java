package org.imgmill.limits.connections;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Objects;
import org.apache.coyote.Processor;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.imgmill.fetch.GiveWay;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells what happens on Tomcat's sockets, from their acceptance to their end.
///
/// Tomcat has a timeout for each silence only: a client that sends a byte now and then could keep a
/// connection for ever, and one that keeps all of them shuts everyone out.
final class WatchedEndpoint extends NioEndpoint {

    private static final Logger log = LoggerFactory.getLogger(WatchedEndpoint.class);
    private static final Duration LOOK = Duration.ofMillis(500);

    private final HealthThreads health = new HealthThreads();
    private @Nullable OpenConnections open;
    private @Nullable Thread looking;

    void watchedBy(OpenConnections connections) {
        open = connections;
    }

    private OpenConnections open() {
        return Objects.requireNonNull(open, "set before the server starts");
    }

    /// As Tomcat closes what timed out: after whatever reads from it at this moment.
    void closeInTurn(SocketWrapperBase<NioChannel> socket) {
        if (!processSocket(socket, SocketEvent.ERROR, true)) {
            socket.close();
        }
    }

    @Override
    public void startInternal() throws Exception {
        super.startInternal();
        looking = Thread.ofPlatform().daemon().name("connections").start(this::look);
    }

    private void look() {
        try {
            while (true) {
                Thread.sleep(LOOK);
                open().closeOverdue();
            }
        } catch (InterruptedException e) {
            log.debug("connections are watched no longer: the server stops");
        }
    }

    @Override
    public void stopInternal() {
        if (looking != null) {
            looking.interrupt();
            looking = null;
        }
        super.stopInternal();
    }

    @Override
    protected boolean setSocketOptions(SocketChannel socket) {
        var client = socket.socket().getRemoteSocketAddress();
        if (!(client instanceof InetSocketAddress from)) {
            return super.setSocketOptions(socket);
        }
        if (!open().admits(from.getAddress())) {
            destroySocket(socket);
            return true;
        }
        boolean taken = super.setSocketOptions(socket);
        var wrapper = connections.get(socket);
        if (wrapper != null) {
            open().opened(wrapper, from.getAddress());
        }
        return taken;
    }

    /// Questions about health wait behind nobody.
    @Override
    public boolean processSocket(
            SocketWrapperBase<NioChannel> socket, SocketEvent event, boolean dispatch) {
        return (dispatch
                        && event == SocketEvent.OPEN_READ
                        && socket.getSocket() instanceof PacedChannel
                        && open().mayAskAnew(socket)
                        && health.isQuestion(socket)
                        && health.take(createSocketProcessor(socket, event)))
                || super.processSocket(socket, event, dispatch);
    }

    @Override
    public void setHandler(Handler<NioChannel> handler) {
        super.setHandler(new Watched(handler));
    }

    @Override
    protected NioChannel createChannel(SocketBufferHandler buffer) {
        return isSSLEnabled() ? super.createChannel(buffer) : new PacedChannel(buffer);
    }

    /// Not used with TLS of this server's own: there only silence ends an answer.
    private final class PacedChannel extends NioChannel {

        private final Leaving leaving = new Leaving(open().minRateOfAnswers());
        private final GiveWay others = new GiveWay();

        PacedChannel(SocketBufferHandler buffer) {
            super(buffer);
        }

        @Override
        public int write(ByteBuffer from) throws IOException {
            int written = super.write(from);
            leaving.written(written, from.hasRemaining());
            others.after(written);
            return written;
        }
    }

    private final class Watched implements Handler<NioChannel> {

        private final Handler<NioChannel> tomcat;

        Watched(Handler<NioChannel> tomcat) {
            this.tomcat = tomcat;
        }

        @Override
        public SocketState process(SocketWrapperBase<NioChannel> socket, SocketEvent event) {
            var address = socket.getRemoteAddr();
            if (address == null) {
                return tomcat.process(socket, event);
            }
            var connection = open().opened(socket, InetAddress.ofLiteral(withoutZone(address)));
            connection.reads(System.nanoTime());
            if (event == SocketEvent.OPEN_READ
                    && socket.getSocket() instanceof PacedChannel paced) {
                paced.leaving.begin();
            }
            var state = tomcat.process(socket, event);
            connection.is(after(state, socket), System.nanoTime());
            return state;
        }

        /// Of a link-local address, `fe80::1%eth0`.
        private static String withoutZone(String address) {
            int zone = address.indexOf('%');
            return zone < 0 ? address : address.substring(0, zone);
        }

        private static Connection.State after(
                SocketState state, SocketWrapperBase<NioChannel> socket) {
            return switch (state) {
                case OPEN -> Connection.State.IDLE;
                case LONG ->
                        socket.getCurrentProcessor() instanceof Processor waiting
                                        && waiting.isAsync()
                                ? Connection.State.BUSY
                                : Connection.State.HEADER;
                case CLOSED, ASYNC_END, SENDFILE, UPGRADING, UPGRADED, ASYNC_IO, SUSPENDED ->
                        Connection.State.BUSY;
            };
        }

        @Override
        public Object getGlobal() {
            return tomcat.getGlobal();
        }

        @Override
        public void release(SocketWrapperBase<NioChannel> socket) {
            open().closed(socket);
            tomcat.release(socket);
        }

        @Override
        public void pause() {
            tomcat.pause();
        }

        @Override
        public void recycle() {
            tomcat.recycle();
        }
    }
}
