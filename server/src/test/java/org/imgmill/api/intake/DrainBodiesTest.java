package org.imgmill.api.intake;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A refused body is thrown away for a bounded time and a bounded number of bytes.
class DrainBodiesTest {

    private static final int MEGABYTE = 1 << 20;
    private static final Duration LONG = Duration.ofHours(1);

    @TempDir Path folder;

    @Test
    @Timeout(60)
    void whoDripsOnAfterARefusalIsCutOffWhenTheTimeIsOver() throws Exception {
        assertThat(answerTo(new DrainBodies(Long.MAX_VALUE, Duration.ofMillis(300)), 1, true))
                .startsWith("HTTP/1.1 409");
    }

    @Test
    @Timeout(60)
    void whoSendsMoreThanAnUploadMayHaveIsCutOff() throws Exception {
        assertThat(answerTo(new DrainBodies(MEGABYTE, LONG), MEGABYTE, true))
                .startsWith("HTTP/1.1 409");
    }

    @Test
    @Timeout(60)
    void whoEndsInTimeIsNotCutOff() throws Exception {
        assertThat(answerTo(new DrainBodies(4 * MEGABYTE, LONG), MEGABYTE, false))
                .startsWith("HTTP/1.1 409");
    }

    /// Posts a body that is refused at once.
    ///
    /// @param piece so many bytes are written at a time
    /// @param forEver whether to write until the connection is closed; else 3 MB
    /// @return the first line of the answer
    private String answerTo(DrainBodies drain, int piece, boolean forEver) throws Exception {
        var tomcat = started(drain);
        try (var socket =
                new Socket(
                        InetAddress.getLoopbackAddress(), tomcat.getConnector().getLocalPort())) {
            long length = forEver ? Long.MAX_VALUE : 3L * MEGABYTE;
            post(socket, length);
            var first = answer(socket);
            var bytes = new byte[piece];
            try {
                for (long sent = 0; sent < length; sent += piece) {
                    socket.getOutputStream().write(bytes);
                }
            } catch (IOException cutOff) {
                assertThat(forEver).as("cut off: " + cutOff).isTrue();
                return first;
            }
            assertThat(forEver).as("cut off").isFalse();
            return first;
        } finally {
            tomcat.stop();
            tomcat.destroy();
        }
    }

    private static void post(Socket socket, long length) throws IOException {
        socket.getOutputStream()
                .write(
                        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n"
                                .formatted(length)
                                .getBytes(StandardCharsets.US_ASCII));
    }

    /// Reads an answer without a body.
    private static String answer(Socket socket) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int c = socket.getInputStream().read();
            if (c < 0) {
                throw new IOException("ended after '" + head + "'");
            }
            head.append((char) c);
        }
        return head.substring(0, "HTTP/1.1 409".length());
    }

    private Tomcat started(DrainBodies drain) throws LifecycleException {
        var tomcat = new Tomcat();
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(0);
        tomcat.getEngine().getPipeline().addValve(drain);
        var context = tomcat.addContext("", folder.toString());
        Tomcat.addServlet(context, "refuse", new Refuse());
        context.addServletMappingDecoded("/", "refuse");
        tomcat.start();
        return tomcat;
    }

    private static final class Refuse extends HttpServlet {

        private static final long serialVersionUID = 1;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            response.setStatus(409);
            response.setContentLength(0);
            response.flushBuffer();
        }
    }
}
