package org.imgmill.limits;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.ActionCode;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.imgmill.fetch.GiveWay;

/// A body that has to keep arriving. Only the time spent waiting for the client counts.
final class PacedBody implements InputBuffer {

    private static final long GRACE = TimeUnit.SECONDS.toNanos(10);

    private final Request request;
    private final InputBuffer socket;
    private final UploadLimits limits;
    private final GiveWay others = new GiveWay();
    private long arrived;
    private long waited;

    PacedBody(Request request, UploadLimits limits) {
        this.request = request;
        this.socket = request.getInputBuffer();
        this.limits = limits;
    }

    @Override
    public int doRead(ApplicationBufferHandler handler) throws IOException {
        long before = System.nanoTime();
        int read = socket.doRead(handler);
        waited += System.nanoTime() - before;
        if (read > 0) {
            arrived += read;
        }
        if (waited > limits.timeout().toNanos() || (waited > GRACE && arrived < due())) {
            // Tomcat would read on to the end of the body, so that the client is sure to read us.
            request.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
            throw new TooSlow();
        }
        others.after(read);
        return read;
    }

    private double due() {
        return (double) limits.minRate().toBytes() * (waited - GRACE) / TimeUnit.SECONDS.toNanos(1);
    }

    @Override
    public int available() {
        return socket.available();
    }
}
