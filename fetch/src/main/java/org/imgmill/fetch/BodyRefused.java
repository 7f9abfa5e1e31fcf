package org.imgmill.fetch;

import java.io.IOException;

/// Carries how a download ended out of a stream, which can only throw an IOException.
final class BodyRefused extends IOException {

    private final transient Download ending;

    BodyRefused(Download ending) {
        super(ending.toString());
        this.ending = ending;
    }

    Download ending() {
        return ending;
    }
}
