package org.imgmill.cli;

/// Watches a batch until it ended.
final class Watch {

    private Watch() {}

    /// Hears how far a batch got.
    @FunctionalInterface
    interface Progress {
        void show(long done, long total);
    }

    static BatchAnswer untilEnded(String batch, ServerClient server, Progress progress)
            throws InterruptedException {
        while (true) {
            var now = server.batch(batch);
            progress.show(now.counts().processed(), now.counts().total());
            if (now.ended()) {
                return now;
            }
            Thread.sleep(server.pause());
        }
    }

    /// Of a run that ended: what changed since the run before is counted a moment later.
    static BatchAnswer untilCompared(BatchAnswer ended, ServerClient server)
            throws InterruptedException {
        var now = ended;
        while (!now.isCompared()) {
            Thread.sleep(server.pause());
            now = server.batch(ended.id());
        }
        return now;
    }
}
