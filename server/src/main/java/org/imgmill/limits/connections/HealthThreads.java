package org.imgmill.limits.connections;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;

/// Threads of their own for questions about health. Requests share the carriers of virtual threads
/// and wait for each other there; a platform thread gets its turn from the system.
///
/// Only a question that has come whole, alone and without a body is let in, and its connection ends
/// with the answer: nobody can hold one of these threads by being slow.
final class HealthThreads {

    private static final byte[] QUESTION =
            ("GET " + KeepPlacesForHealth.HEALTH).getBytes(StandardCharsets.US_ASCII);
    private static final String END_OF_HEADER = "\r\n\r\n";
    private static final int LONGEST = 2048;
    private static final int MOST = 8;

    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(
                    0, MOST, 1, TimeUnit.MINUTES, new SynchronousQueue<>(), Member::new);

    private static final class Member extends Thread {
        Member(Runnable task) {
            super(task, "health");
            setDaemon(true);
        }
    }

    /// Whether the current thread is one of these.
    static boolean isCurrent() {
        return Thread.currentThread() instanceof Member;
    }

    /// @return whether one of them was free, and runs the task
    boolean take(Runnable task) {
        try {
            threads.execute(task);
            return true;
        } catch (RejectedExecutionException allAreTaken) {
            return false;
        }
    }

    /// Looks at what has come on a connection that is ready to be read, and takes none of it.
    boolean isQuestion(SocketWrapperBase<NioChannel> socket) {
        try {
            var begin = look(socket, QUESTION.length);
            if (!ByteBuffer.wrap(QUESTION).equals(begin)) {
                return false;
            }
            var seen = look(socket, LONGEST);
            return isWhole(StandardCharsets.ISO_8859_1.decode(seen).toString());
        } catch (IOException ended) {
            // Tomcat reads next, meets the same, and knows what to do
            return false;
        }
    }

    private static ByteBuffer look(SocketWrapperBase<NioChannel> socket, int most)
            throws IOException {
        var seen = ByteBuffer.allocate(most);
        socket.read(false, seen);
        seen.flip();
        socket.unRead(seen.duplicate());
        return seen;
    }

    static boolean isWhole(String request) {
        var header = request.toLowerCase(Locale.ROOT);
        return header.length() < LONGEST
                && header.indexOf(END_OF_HEADER) == header.length() - END_OF_HEADER.length()
                && !header.contains("\ncontent-length")
                && !header.contains("\ntransfer-encoding")
                && !header.contains("\nexpect");
    }
}
