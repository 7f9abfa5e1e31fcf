package org.imgmill.transcode.child;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.imgmill.transcode.Transcoded.Reason;
import org.imgmill.transcode.confine.HostileAct;

/// The real child with a decoder that was taken over: asked for a picture, it does something else.
/// Arguments: those of a child, what to do, a file, and in which thread.
public final class HostileChild {

    private HostileChild() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        var deed = HostileAct.valueOf(args[2]).prepare(args[3]);
        var older = new OlderThread(deed);
        older.start();
        Child.run(
                args,
                (_, _, _, each) ->
                        each.take(
                                new Answer.Refusal(
                                        Reason.CORRUPT,
                                        switch (args[4]) {
                                            case "decoder" -> deed.run();
                                            case "older" -> older.result();
                                            default -> throw new IllegalArgumentException(args[4]);
                                        })));
    }

    /// Started before the process was confined.
    private static final class OlderThread extends Thread {

        private final HostileAct.Deed deed;
        private final CountDownLatch wanted = new CountDownLatch(1);
        private volatile String result = "nothing";

        OlderThread(HostileAct.Deed deed) {
            this.deed = deed;
            setDaemon(true);
        }

        @Override
        public void run() {
            try {
                wanted.await();
                result = deed.run();
            } catch (InterruptedException e) {
                result = e.toString();
            }
        }

        String result() {
            wanted.countDown();
            try {
                join();
            } catch (InterruptedException e) {
                return e.toString();
            }
            return result;
        }
    }
}
