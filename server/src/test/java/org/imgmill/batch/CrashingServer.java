package org.imgmill.batch;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.imgmill.Imgmill;

/// The server, stopping dead at one moment: whoever started it then kills it there.
public final class CrashingServer {

    /// Said when the moment has come.
    public static final String REACHED = "reached the failpoint ";

    private CrashingServer() {}

    /// System properties: `failpoint`, and `failpoint.times` for how often it is passed before.
    public static void main(String... arguments) throws IOException, InterruptedException {
        var point = Failpoint.valueOf(System.getProperty("failpoint"));
        var left = new AtomicInteger(Integer.getInteger("failpoint.times", 0));
        var started = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        Failpoint.listen(
                reached -> {
                    if (reached == point && left.getAndDecrement() <= 0) {
                        // What an earlier server left over may get here while this one starts;
                        // its readers look for the line that says where it listens first.
                        await(started);
                        System.out.println(REACHED + point);
                        await(never);
                    }
                });
        Imgmill.main(arguments);
        started.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
