package org.imgmill.fetch;

import java.util.concurrent.Semaphore;

/// The heap that bodies may take on this node. Half of it is for bodies on their way and half for
/// bodies read back from disk, so that slow servers cannot keep finished images waiting.
final class MemoryBudget {

    private static final int PAGE = 4096;
    private static final long BASE = 64 * 1024;

    private final int half;
    private final Semaphore receiving;
    private final Semaphore readingBack;

    MemoryBudget(long bytes) {
        half = Math.clamp(bytes / 2 / PAGE, 2 * pages(BASE), Integer.MAX_VALUE);
        receiving = new Semaphore(half, true);
        readingBack = new Semaphore(half, true);
    }

    /// Waits for what every request needs at least.
    Reservation awaitRequest() throws InterruptedException {
        receiving.acquire(pages(BASE));
        return new Reservation(receiving, pages(BASE));
    }

    /// Waits for room to hold a whole body; one larger than the budget gets all of it.
    Reservation awaitBody(long bytes) throws InterruptedException {
        int pages = Math.min(half, pages(bytes));
        readingBack.acquire(pages);
        return new Reservation(readingBack, pages);
    }

    private static int pages(long bytes) {
        return (int) Math.min(Integer.MAX_VALUE, (bytes + PAGE - 1) / PAGE);
    }

    /// A part of the budget that is in use.
    final class Reservation implements AutoCloseable {

        private final Semaphore from;
        private int pages;

        private Reservation(Semaphore from, int pages) {
            this.from = from;
            this.pages = pages;
        }

        /// Grows without waiting, and never beyond what would keep new requests from starting.
        boolean tryGrow(long bytes) {
            int more = pages(bytes) - pages;
            if (more <= 0) {
                return true;
            }
            boolean grown = from.availablePermits() - more >= half / 2 && from.tryAcquire(more);
            pages += grown ? more : 0;
            return grown;
        }

        /// Hands the same part to a new reservation: closing this one frees nothing any more.
        Reservation handOver() {
            var taken = new Reservation(from, pages);
            pages = 0;
            return taken;
        }

        void shrink(long bytes) {
            int less = Math.max(0, pages - pages(bytes));
            pages -= less;
            from.release(less);
        }

        @Override
        public void close() {
            shrink(0);
        }
    }
}
