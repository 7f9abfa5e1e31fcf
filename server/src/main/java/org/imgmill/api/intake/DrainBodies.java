package org.imgmill.api.intake;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads what is left of a body that was refused, and throws it away.
///
/// Most clients read no answer before they have sent everything, and a connection that is closed on
/// them takes the answer with it: they see a broken pipe instead of the reason. So the answer is
/// written first, then the rest is read at full speed, for as many bytes as an upload may have and
/// half a minute; whoever has not finished then is cut off.
final class DrainBodies extends ValveBase {

    private static final Logger log = LoggerFactory.getLogger(DrainBodies.class);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final long mostBytes;
    private final Duration longest;

    DrainBodies(long mostBytes) {
        this(mostBytes, LONGEST);
    }

    DrainBodies(long mostBytes, Duration longest) {
        super(true);
        this.mostBytes = mostBytes;
        this.longest = longest;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
        if (isRefused(request, response)) {
            response.finishResponse();
            if (!isDrained(request.getCoyoteRequest())) {
                request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
            }
        }
    }

    /// A client that asks before it sends (`Expect: 100-continue`) has sent nothing; one that was
    /// too slow has had its time.
    private static boolean isRefused(Request request, Response response) {
        return response.getStatus() >= 400
                && response.getStatus() != 408
                && !request.isAsync()
                && !request.getCoyoteRequest().hasExpectation()
                && (request.getContentLengthLong() > 0
                        || request.getHeader("Transfer-Encoding") != null);
    }

    /// Whether nothing is left.
    private boolean isDrained(org.apache.coyote.Request body) {
        var trash = new Trash();
        long deadline = System.nanoTime() + longest.toNanos();
        long bytes = 0;
        try {
            while (System.nanoTime() - deadline < 0 && bytes <= mostBytes) {
                int read = body.doRead(trash);
                if (read < 0) {
                    return true;
                }
                bytes += read;
            }
        } catch (IOException e) {
            log.debug("a client whose request was refused did not send the rest of it", e);
        }
        return false;
    }

    private static final class Trash implements ApplicationBufferHandler {

        private java.nio.@Nullable ByteBuffer buffer;

        @Override
        public void setByteBuffer(java.nio.ByteBuffer buffer) {
            this.buffer = buffer;
        }

        @Override
        public java.nio.@Nullable ByteBuffer getByteBuffer() {
            return buffer;
        }

        @Override
        public void expand(int size) {}
    }
}
