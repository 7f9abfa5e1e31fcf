package org.imgmill.testing;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.imgmill.origin.Origin;

/// Images that an origin gives to nobody before the gate is open.
public final class Gate {

    private static final String HEADER = "S. No.,Product Name,Input Image Urls\n";

    private final Origin origin;
    private final int images;
    private final CountDownLatch open = new CountDownLatch(1);
    private final Semaphore asked = new Semaphore(0);
    private final Map<String, Semaphore> askedBy = new ConcurrentHashMap<>();

    public Gate(Origin origin, int images) {
        this(origin, 0, images);
    }

    /// @param free how many images anybody gets at once; they come before those behind the gate
    public Gate(Origin origin, int free, int gated) {
        this.origin = origin;
        this.images = free + gated;
        var photo = Pictures.jpeg(120, 90);
        for (int i = 0; i < free; i++) {
            origin.serve(path(i), photo);
        }
        for (int i = free; i < images; i++) {
            origin.play(
                    path(i),
                    (request, reply) -> {
                        asked.release();
                        askedBy(String.valueOf(request.header("user-agent"))).release();
                        open.await();
                        reply.respond(200, "", photo);
                    });
        }
    }

    public static String path(int image) {
        return "/gated/" + image + ".jpg";
    }

    public String catalogue() {
        return HEADER + rows();
    }

    /// The catalogue without its header.
    public String rows() {
        var csv = new StringBuilder();
        for (int i = 0; i < images; i++) {
            csv.append("%d,Mug,%s\n".formatted(i, origin.url(path(i))));
        }
        return csv.toString();
    }

    /// Waits until so many images behind the gate were asked for.
    public void await(int images) throws InterruptedException {
        asked.acquire(images);
    }

    /// Waits until this node has asked for so many.
    public void await(String node, int images) throws InterruptedException {
        askedBy(node).acquire(images);
    }

    private Semaphore askedBy(String node) {
        return askedBy.computeIfAbsent(node, _ -> new Semaphore(0));
    }

    public void open() {
        open.countDown();
    }
}
