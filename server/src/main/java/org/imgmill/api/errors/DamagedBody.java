package org.imgmill.api.errors;

import java.io.IOException;
import java.io.Serial;

/// The body is not what its `Content-Encoding` says.
public final class DamagedBody extends IOException {

    @Serial private static final long serialVersionUID = 1;

    public DamagedBody(IOException cause) {
        super("The body is not the gzip data that Content-Encoding announces, or is cut off.");
        addSuppressed(cause);
    }
}
