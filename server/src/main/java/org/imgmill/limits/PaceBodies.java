package org.imgmill.limits;

import jakarta.servlet.ServletException;
import java.io.IOException;
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
        coyote.setInputBuffer(new PacedBody(coyote, limits));
        try {
            getNext().invoke(request, response);
        } finally {
            coyote.setInputBuffer(socket);
        }
    }
}
