package org.imgmill.origin;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The server's side of one connection: whatever bytes a part wants to send, and ways to end badly.
public final class Reply {

    private final Socket wire;
    private final OutputStream out;
    private final CountDownLatch originClosed;

    Reply(Socket wire, OutputStream out, CountDownLatch originClosed) {
        this.wire = wire;
        this.out = out;
        this.originClosed = originClosed;
    }

    /// Sends all of it in one write; line ends in the text become CR LF.
    public void send(String head, byte[] body) throws IOException {
        byte[] start = head.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = new byte[start.length + body.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(body, 0, all, start.length, body.length);
        out.write(all);
        out.flush();
    }

    public void send(String text) throws IOException {
        send(text, new byte[0]);
    }

    public void send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /// A well-behaved response.
    public void respond(int status, String headers, byte[] body) throws IOException {
        send(
                "HTTP/1.1 %d Status\nContent-Length: %d\n%s\n"
                        .formatted(status, body.length, headers),
                body);
    }

    /// Keeps the connection open in silence until the origin is closed.
    public void hold() throws InterruptedException {
        originClosed.await();
    }

    /// Waits a little between two bytes of a slow answer.
    ///
    /// @return false when the origin was closed meanwhile
    public boolean pause(Duration time) throws InterruptedException {
        return !originClosed.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Whether the other side goes away; blocks until it does or sends something.
    public boolean isLeft() throws IOException {
        InputStream in = wire.getInputStream();
        return in.read() < 0;
    }

    public void close() throws IOException {
        wire.close();
    }

    /// Says that this was all, and leaves it to the other side to hang up: nothing that was sent is
    /// lost on its way.
    public void closeAfter() throws IOException {
        wire.shutdownOutput();
        wire.getInputStream().transferTo(OutputStream.nullOutputStream());
        wire.close();
    }

    /// Ends the connection with RST.
    public void reset() throws IOException {
        wire.setSoLinger(true, 0);
        wire.close();
    }
}
