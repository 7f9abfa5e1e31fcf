package org.imgmill.ops;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Pictures;

/// Images that an origin gives to nobody before the gate is open.
final class Gate {

    private final Origin origin;
    private final int images;
    private final CountDownLatch open = new CountDownLatch(1);
    private final Map<String, Semaphore> asked = new ConcurrentHashMap<>();

    Gate(Origin origin, int images) {
        this.origin = origin;
        this.images = images;
        var photo = Pictures.jpeg(96, 64);
        for (int i = 0; i < images; i++) {
            origin.play(
                    path(i),
                    (request, reply) -> {
                        askedBy(String.valueOf(request.header("user-agent"))).release();
                        open.await();
                        reply.respond(200, "", photo);
                    });
        }
    }

    private static String path(int image) {
        return "/gated/" + image + ".jpg";
    }

    String catalogue() {
        var csv = new StringBuilder("S. No.,Product Name,Input Image Urls\n");
        for (int i = 0; i < images; i++) {
            csv.append("%d,Mug,%s\n".formatted(i, origin.url(path(i))));
        }
        return csv.toString();
    }

    /// Waits until this node has asked for so many.
    void await(String node, int images) throws InterruptedException {
        askedBy(node).acquire(images);
    }

    private Semaphore askedBy(String node) {
        return asked.computeIfAbsent(node, _ -> new Semaphore(0));
    }

    void open() {
        open.countDown();
    }
}
