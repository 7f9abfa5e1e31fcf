package org.imgmill.fetch;

import java.io.IOException;

/// Our own disk takes no download, or does not give it back.
final class NotKept extends IOException {

    NotKept(String doing, IOException cause) {
        super(doing + ": " + (cause.getMessage() == null ? cause : cause.getMessage()), cause);
    }

    Download ending() {
        return new Download.NotKept(String.valueOf(getMessage()));
    }
}
