package org.imgmill.storage;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes whole files and forces them to the disk, around the kernel's page cache where the file
/// system allows that: copying an output into pages that nobody reads soon costs more than all else
/// of storing it (docs/performance.md).
abstract sealed class FileWriter {

    private static final Logger log = LoggerFactory.getLogger(FileWriter.class);

    /// The way that files of a folder can be written.
    ///
    /// @param probe a file in the folder, by which that is tried; it is gone afterwards
    static FileWriter tried(Path probe) throws IOException {
        var folder = probe.getParent();
        try {
            var direct = new Direct(Math.toIntExact(Files.getFileStore(folder).getBlockSize()));
            direct.write(probe, new byte[1]);
            return direct;
        } catch (IOException | UnsupportedOperationException e) {
            log.info(
                    "{} takes no direct writes ({}): outputs go through the page cache",
                    folder,
                    e.toString());
            return new Cached();
        } finally {
            // In a read-only folder there is no probe, and deleting it is refused too.
            if (Files.exists(probe)) {
                Files.delete(probe);
            }
        }
    }

    /// @param file does not exist yet
    abstract void write(Path file, byte[] bytes) throws IOException;

    /// Copies a file to one that does not exist yet, and forces that to the disk. The kernel copies
    /// without this process's memory, and the copy is read again soon.
    static void copy(Path file, Path copy) throws IOException {
        try (var from = FileChannel.open(file, READ);
                var to = FileChannel.open(copy, Set.of(CREATE_NEW, WRITE), Permissions.FILE)) {
            long size = from.size();
            for (long at = 0; at < size; ) {
                at += from.transferTo(at, size - at, to);
            }
            to.force(false);
        }
    }

    /// Whole blocks from aligned memory, as direct writes have to be; then the file is cut to its
    /// length.
    static final class Direct extends FileWriter {

        private static final int BUFFERS = 16;
        private static final int BUFFER = 1 << 18;

        private final Set<OpenOption> options = Set.of(CREATE_NEW, WRITE, direct());
        private final int block;
        private final BlockingQueue<ByteBuffer> buffers = new ArrayBlockingQueue<>(BUFFERS);

        /// @param block bytes, to whose multiples memory, positions and lengths are aligned
        Direct(int block) {
            this.block = block;
            for (int i = 0; i < BUFFERS; i++) {
                buffers.add(
                        ByteBuffer.allocateDirect(Math.max(BUFFER, block) + block)
                                .alignedSlice(block));
            }
        }

        /// Looked up by its name, because a Java without the module jdk.unsupported has none.
        private static OpenOption direct() {
            try {
                var options = Class.forName("com.sun.nio.file.ExtendedOpenOption");
                return Arrays.stream(options.getEnumConstants())
                        .filter(option -> option.toString().equals("DIRECT"))
                        .map(OpenOption.class::cast)
                        .findFirst()
                        .orElseThrow(() -> new UnsupportedOperationException("no such option"));
            } catch (ClassNotFoundException e) {
                throw new UnsupportedOperationException("this Java has no direct writes", e);
            }
        }

        @Override
        void write(Path file, byte[] bytes) throws IOException {
            try (var channel = FileChannel.open(file, options, Permissions.FILE)) {
                writeBlocks(channel, bytes);
                channel.truncate(bytes.length);
                channel.force(false);
            }
        }

        private void writeBlocks(FileChannel channel, byte[] bytes) throws IOException {
            var buffer = taken();
            try {
                for (int at = 0; at < bytes.length; ) {
                    int count = Math.min(bytes.length - at, buffer.capacity());
                    buffer.clear().put(bytes, at, count);
                    buffer.flip().limit((count + block - 1) / block * block);
                    while (buffer.hasRemaining()) {
                        channel.write(buffer);
                    }
                    at += count;
                }
            } finally {
                buffers.add(buffer);
            }
        }

        private ByteBuffer taken() throws InterruptedIOException {
            try {
                return buffers.take();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted before an output was written");
            }
        }
    }

    /// Through the page cache.
    static final class Cached extends FileWriter {

        @Override
        void write(Path file, byte[] bytes) throws IOException {
            try (var channel =
                    FileChannel.open(file, Set.of(CREATE_NEW, WRITE), Permissions.FILE)) {
                var buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(false);
            }
        }
    }
}
