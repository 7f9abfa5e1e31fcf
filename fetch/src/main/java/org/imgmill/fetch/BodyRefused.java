package org.imgmill.fetch;

import java.io.IOException;

/// Carries an ending out of streams, which know no other way than an IOException.
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
