package org.imgmill.spark;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.imgmill.attempt.Judge;

/// The images of a part that wait, by their hosts: each host has a window of images in flight, and
/// rests when it asks to or fails too often. Used by one thread.
final class HostQueues {

    /// Failures in a row before a host is left alone, and for how long: as the server does, but for
    /// this part only, since executors do not talk to each other.
    private static final int BREAKER_FAILURES = 20;

    private static final Duration BREAKER_REST = Duration.ofSeconds(60);

    private final int window;
    private final int mostInFlight;
    private final Map<String, Host> hosts = new HashMap<>();
    private final ArrayDeque<Host> startable = new ArrayDeque<>();
    private final PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparingLong(Due::at));
    private int inFlight;
    private int waiting;

    HostQueues(int window, int mostInFlight) {
        this.window = window;
        this.mostInFlight = mostInFlight;
    }

    /// An image and what it has been through.
    record Try(PlannedImage image, Host host, Judge.Tried tried) {}

    /// Something that happens at a time of `System.nanoTime`.
    private record Due(long at, Runnable what) {}

    /// One host as this part knows it.
    static final class Host {
        private final String authority;
        private final ArrayDeque<Try> queue = new ArrayDeque<>();
        private int inFlight;
        private int failures;
        private long restUntil = System.nanoTime();
        private boolean listed;

        private Host(String authority) {
            this.authority = authority;
        }
    }

    void add(PlannedImage image) {
        Host host = hosts.computeIfAbsent(image.host(), Host::new);
        put(new Try(image, host, new Judge.Tried(0, Duration.ZERO)));
        waiting++;
    }

    private void put(Try image) {
        image.host().queue.add(image);
        list(image.host());
    }

    /// How many wait, for their first try or for another.
    int waiting() {
        return waiting;
    }

    boolean isEmpty() {
        return waiting == 0 && inFlight == 0;
    }

    /// The next image that may be started, if there is one; it is in flight from now on.
    Optional<Try> next() {
        long now = System.nanoTime();
        while (!due.isEmpty() && due.element().at() - now <= 0) {
            due.remove().what().run();
        }
        if (inFlight >= mostInFlight) {
            return Optional.empty();
        }
        Host host = startable.poll();
        while (host != null && host.restUntil - System.nanoTime() > 0) {
            // It began to rest after it had been listed.
            host.listed = false;
            list(host);
            host = startable.poll();
        }
        if (host == null) {
            return Optional.empty();
        }
        host.listed = false;
        Try image = host.queue.remove();
        host.inFlight++;
        inFlight++;
        waiting--;
        list(host);
        return Optional.of(image);
    }

    /// Lists a host at once if it may start something, else when its rest is over.
    private void list(Host host) {
        if (host.listed || host.queue.isEmpty() || host.inFlight >= window) {
            return;
        }
        host.listed = true;
        if (host.restUntil - System.nanoTime() > 0) {
            due.add(
                    new Due(
                            host.restUntil,
                            () -> {
                                host.listed = false;
                                list(host);
                            }));
        } else {
            startable.add(host);
        }
    }

    void cameBack(Try image) {
        image.host().inFlight--;
        inFlight--;
        list(image.host());
    }

    /// Forgets a host that has nothing left; a part may have a million hosts.
    void forgetIfIdle(Try image) {
        Host host = image.host();
        boolean idle = host.inFlight == 0 && host.queue.isEmpty() && !host.listed;
        if (idle && host.failures == 0 && host.restUntil - System.nanoTime() <= 0) {
            hosts.remove(host.authority, host);
        }
    }

    void answered(Try image) {
        image.host().failures = 0;
    }

    void failed(Try image) {
        Host host = image.host();
        if (++host.failures >= BREAKER_FAILURES) {
            rest(host, BREAKER_REST);
        }
    }

    private static void rest(Host host, Duration time) {
        long until = System.nanoTime() + time.toNanos();
        if (until - host.restUntil > 0) {
            host.restUntil = until;
        }
    }

    /// The image comes back after a time; one try is used up.
    void again(Try image, Duration after) {
        var tried = image.tried();
        waitFor(image, after, new Judge.Tried(tried.attempts() + 1, tried.throttled()));
    }

    /// The host is left alone, and the image comes back when it may be asked.
    void later(Try image, Duration rest) {
        rest(image.host(), rest);
        var tried = image.tried();
        waitFor(image, rest, new Judge.Tried(tried.attempts(), tried.throttled().plus(rest)));
    }

    private void waitFor(Try image, Duration time, Judge.Tried tried) {
        waiting++;
        // the host may have been forgotten since, and another be known under its name
        due.add(
                new Due(
                        System.nanoTime() + time.toNanos(),
                        () -> {
                            var authority = image.host().authority;
                            var host = hosts.computeIfAbsent(authority, name -> image.host());
                            put(new Try(image.image(), host, tried));
                        }));
    }

    /// How long until something is due.
    long nanosToNext() {
        return due.isEmpty() ? Long.MAX_VALUE : Math.max(0, due.element().at() - System.nanoTime());
    }
}
