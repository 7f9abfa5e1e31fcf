package org.imgmill.fetch;

/// Lets other virtual threads run while one moves many bytes. A virtual thread that never has to
/// wait, because its peer is as fast as we are, is never taken from its processor; behind a few of
/// those, a question about health waited for seconds. Not for several threads.
public final class GiveWay {

    private static final int EVERY = 1 << 16;

    private int since;

    /// @param bytes that were moved; negative: none
    @SuppressWarnings("ThreadPriorityCheck") // a hint is all that it is here
    public void after(int bytes) {
        since += Math.max(0, bytes);
        if (since >= EVERY) {
            since = 0;
            Thread.yield();
        }
    }
}
