package org.imgmill.webhook;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.imgmill.origin.Origin;
import org.imgmill.origin.Part;
import org.imgmill.origin.Request;
import org.jspecify.annotations.Nullable;

/// Somebody who wants to know: one path of an origin, with what was posted there in order.
final class Receiver {

    private final String url;
    private final BlockingQueue<Request> posted = new LinkedBlockingQueue<>();

    /// @param answer what it says to each
    Receiver(Origin origin, String path, Part answer) {
        url = origin.url(path);
        origin.play(
                path,
                (request, reply) -> {
                    posted.add(request);
                    answer.play(request, reply);
                });
    }

    static Receiver content(Origin origin, String path) {
        return answering(origin, path, 204, "");
    }

    /// @param headers each with its line end
    static Receiver answering(Origin origin, String path, int status, String headers) {
        return new Receiver(
                origin, path, (_, reply) -> reply.respond(status, headers, new byte[0]));
    }

    String url() {
        return url;
    }

    /// Waits for what is posted next.
    Request next() throws InterruptedException {
        @Nullable Request request = posted.poll(60, TimeUnit.SECONDS);
        if (request == null) {
            throw new AssertionError("nothing was posted to " + url);
        }
        return request;
    }

    /// Whether more was posted than was taken.
    boolean isQuiet() {
        return posted.isEmpty();
    }
}
