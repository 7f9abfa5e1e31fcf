package org.imgmill.limits;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Locale;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/// Stands between the socket and whoever reads a request's body.
///
/// Tomcat's own timeout is for one read: a client that sends a byte now and then keeps its place
/// for ever. A servlet filter would not do: forms are parsed below it.
final class PaceBodies extends ValveBase {

    private final UploadLimits limits;

    PaceBodies(UploadLimits limits) {
        super(true);
        this.limits = limits;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        var coyote = request.getCoyoteRequest();
        var socket = coyote.getInputBuffer();
        coyote.setInputBuffer(new PacedBody(coyote, limits, mostBytes(request)));
        try {
            getNext().invoke(request, response);
        } finally {
            coyote.setInputBuffer(socket);
        }
    }

    /// Forms go to the disk and have limits of their own.
    private long mostBytes(Request request) {
        var type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/")
                ? Long.MAX_VALUE
                : limits.maxJson().toBytes();
    }
}
