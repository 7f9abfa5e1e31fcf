package org.imgmill.transcode.pool;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which children live, and which of them wait for work.
public final class Roster {

    /// A child that keeps this much after a large picture makes room for a new one.
    private static final long FAT_BYTES = 200L << 20;

    private final Duration patience;
    private final Deque<Idle> idle = new ArrayDeque<>();
    private final Set<ChildProcess> alive = new HashSet<>();
    private long started;
    private long lost;
    private boolean closed;

    private record Idle(ChildProcess child, long since) {}

    /// @param patience how long a child may wait for work
    Roster(Duration patience) {
        this.patience = patience;
    }

    synchronized void add(ChildProcess child) {
        if (closed) {
            child.killNow();
            throw new IllegalStateException("the children have been closed");
        }
        alive.add(child);
        started++;
    }

    /// Null when a new one has to be started.
    synchronized @Nullable ChildProcess idle() {
        for (Idle next = idle.pollLast(); next != null; next = idle.pollLast()) {
            if (next.child.isAlive()) {
                return next.child;
            }
            lose(next.child);
        }
        return null;
    }

    void giveBack(ChildProcess child) {
        boolean fat = ResidentMemory.of(child.pid()) > FAT_BYTES;
        synchronized (this) {
            if (fat || closed) {
                dismiss(child);
            } else {
                idle.addLast(new Idle(child, System.nanoTime()));
            }
        }
    }

    /// The one used last is used next, so those at the front have been idle for longest.
    synchronized void dismissIdle() {
        long now = System.nanoTime();
        while (!idle.isEmpty() && now - idle.getFirst().since >= patience.toNanos()) {
            dismiss(idle.removeFirst().child);
        }
    }

    private void dismiss(ChildProcess child) {
        alive.remove(child);
        child.dismiss();
    }

    synchronized void lose(ChildProcess child) {
        if (closed) {
            throw new IllegalStateException("the children have been closed");
        }
        child.killNow();
        alive.remove(child);
        lost++;
    }

    public synchronized int alive() {
        return alive.size();
    }

    public synchronized int busy() {
        return alive.size() - idle.size();
    }

    public synchronized long started() {
        return started;
    }

    public synchronized long lost() {
        return lost;
    }

    synchronized void close() {
        closed = true;
        alive.forEach(ChildProcess::killNow);
        alive.clear();
        idle.clear();
    }
}
