package org.imgmill.origin;

import java.io.IOException;

/// What an origin does when a path is asked for.
@FunctionalInterface
public interface Part {

    void play(Request request, Reply reply) throws IOException, InterruptedException;
}
