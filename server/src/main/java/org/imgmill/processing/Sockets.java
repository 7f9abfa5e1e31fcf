package org.imgmill.processing;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How many connections to strangers this process can hold at a time.
final class Sockets {

    private static final Logger log = LoggerFactory.getLogger(Sockets.class);

    private Sockets() {}

    /// So many, or half of the files that the system lets this process open: the others are for
    /// clients, outputs and the database.
    static int atMost(int wanted) {
        long files =
                ManagementFactory.getOperatingSystemMXBean()
                                instanceof UnixOperatingSystemMXBean unix
                        ? unix.getMaxFileDescriptorCount()
                        : Long.MAX_VALUE;
        if (files > 0 && files / 2 < wanted) {
            int most = (int) Math.max(1, files / 2);
            log.warn(
                    "This process may open {} files (ulimit -n), so it has {} images in flight at most and not {} (imgmill.processing.in-flight).",
                    files,
                    most,
                    wanted);
            return most;
        }
        return wanted;
    }
}
