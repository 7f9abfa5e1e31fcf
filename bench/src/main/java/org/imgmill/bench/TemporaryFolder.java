package org.imgmill.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// A folder that is gone afterwards.
public final class TemporaryFolder implements AutoCloseable {

    private final Path path;

    public TemporaryFolder() throws IOException {
        path = Files.createTempDirectory("imgmill-bench-");
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        try (var all = Files.walk(path)) {
            for (var one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(one);
            }
        }
    }
}
