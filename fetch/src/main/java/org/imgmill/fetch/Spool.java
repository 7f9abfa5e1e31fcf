package org.imgmill.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.UUID;
import org.imgmill.fetch.MemoryBudget.Reservation;

/// Takes bodies in as they arrive: in memory, or in temporary files where they are large or memory
/// is short. A file loses its name as soon as it is open, so that no crash leaves one behind.
final class Spool {

    static final int MAX_IN_MEMORY = 1024 * 1024;

    private static final int CHUNK = 64 * 1024;
    private static final String SUFFIX = ".download";

    private final Path folder;
    private final MemoryBudget budget;

    Spool(Path folder, MemoryBudget budget) {
        this.folder = folder;
        this.budget = budget;
        try {
            Files.createDirectories(folder);
            try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
                for (Path leftover : leftovers) {
                    Files.deleteIfExists(leftover);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("preparing " + folder + " for downloads", e);
        }
    }

    /// Reads a stream to its end.
    ///
    /// @param announced how much will come, or -1
    Body read(InputStream in, long announced, Reservation memory) throws IOException {
        boolean known = announced >= 0 && announced <= MAX_IN_MEMORY;
        byte[] buffer = new byte[known && memory.tryGrow(announced) ? (int) announced : CHUNK];
        int length = 0;
        while (true) {
            if (length == buffer.length) {
                int next = in.read();
                if (next < 0) {
                    return inMemory(buffer, length, memory);
                }
                boolean grows =
                        length < MAX_IN_MEMORY
                                && announced <= MAX_IN_MEMORY
                                && memory.tryGrow(Math.max(CHUNK, length * 2L));
                if (!grows) {
                    return onDisk(buffer, length, next, in, memory);
                }
                buffer = Arrays.copyOf(buffer, Math.max(CHUNK, length * 2));
                buffer[length++] = (byte) next;
            }
            int n = in.read(buffer, length, buffer.length - length);
            if (n < 0) {
                return inMemory(buffer, length, memory);
            }
            length += n;
        }
    }

    private Body inMemory(byte[] buffer, int length, Reservation memory) {
        byte[] bytes = length == buffer.length ? buffer : Arrays.copyOf(buffer, length);
        memory.shrink(length);
        return new Body(bytes, budget, memory.handOver());
    }

    private Body onDisk(byte[] head, int headLength, int next, InputStream in, Reservation memory)
            throws IOException {
        FileChannel file = open();
        boolean complete = false;
        try {
            write(file, head, headLength);
            byte[] buffer = head.length == CHUNK ? head : new byte[CHUNK];
            buffer[0] = (byte) next;
            long length = headLength;
            int filled = 1;
            var others = new GiveWay();
            for (int n = 0; n >= 0; n = in.read(buffer, filled, CHUNK - filled)) {
                filled += n;
                if (filled == CHUNK) {
                    write(file, buffer, filled);
                    others.after(filled);
                    length += filled;
                    filled = 0;
                }
            }
            write(file, buffer, filled);
            memory.shrink(0);
            complete = true;
            return new Body(file, length + filled, budget, memory.handOver());
        } finally {
            if (!complete) {
                file.close();
            }
        }
    }

    /// Keeps a few bytes for a moment, like a download.
    ///
    /// @throws IOException where the disk takes nothing
    void check() throws IOException {
        try (var file = open()) {
            write(file, new byte[CHUNK], CHUNK);
        }
    }

    private FileChannel open() throws NotKept {
        Path path = folder.resolve(UUID.randomUUID() + SUFFIX);
        try {
            FileChannel file =
                    FileChannel.open(
                            path,
                            StandardOpenOption.CREATE_NEW,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            Files.deleteIfExists(path);
            return file;
        } catch (IOException e) {
            throw new NotKept("no temporary file can be opened in " + folder, e);
        }
    }

    /// A full disk is our trouble, not the server's, and must not look like a broken download.
    private void write(FileChannel file, byte[] bytes, int length) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes, 0, length);
        try {
            while (rest.hasRemaining()) {
                file.write(rest);
            }
        } catch (ClosedByInterruptException interrupted) {
            throw interrupted;
        } catch (IOException e) {
            throw new NotKept("a download cannot be written to " + folder, e);
        }
    }
}
