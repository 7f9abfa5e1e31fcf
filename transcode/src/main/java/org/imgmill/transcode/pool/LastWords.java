package org.imgmill.transcode.pool;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// The end of what a child wrote to its standard error: why a JVM did not start, mostly.
final class LastWords {

    private static final int KEPT = 1000;

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final StringBuilder words = new StringBuilder();
    private final Thread listener;

    LastWords(InputStream errors) {
        listener =
                Thread.ofPlatform()
                        .daemon()
                        .name("child-errors")
                        .stackSize(128 << 10)
                        .start(() -> listen(errors));
    }

    /// Of a child that is gone: all it had to say has arrived by the time this returns.
    String ofTheDead() {
        try {
            listener.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            return words.toString().replaceAll("\\s+", " ").strip();
        }
    }

    private void listen(InputStream errors) {
        byte[] buffer = new byte[1024];
        try (errors) {
            for (int read = errors.read(buffer); read >= 0; read = errors.read(buffer)) {
                keep(new String(buffer, 0, read, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            keep(" (" + e.getMessage() + ")");
        }
    }

    private synchronized void keep(String more) {
        words.append(more);
        words.delete(0, Math.max(0, words.length() - KEPT));
    }
}
