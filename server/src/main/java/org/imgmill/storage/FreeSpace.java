package org.imgmill.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.unit.DataSize;

/// Whether there is room for more work: below a watermark no new batch is taken, long before
/// anything breaks.
public final class FreeSpace {

    private final Path dataDir;
    private final Storage storage;
    private final DataSize least;

    FreeSpace(Path dataDir, Storage storage, DataSize least) {
        this.dataDir = dataDir;
        this.storage = storage;
        this.least = least;
    }

    /// The watermark.
    public DataSize least() {
        return least;
    }

    public boolean isLow() {
        return bytes() < least.toBytes();
    }

    /// What is free in the data directory, or in the storage where that is less.
    public long bytes() {
        try {
            return Math.min(Files.getFileStore(dataDir).getUsableSpace(), storage.freeBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("free space could not be determined", e);
        }
    }
}
