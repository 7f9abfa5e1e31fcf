package org.imgmill.ops;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.springframework.beans.factory.DisposableBean;

/// The folder a node keeps everything in, held by one process at a time.
///
/// The lock is the operating system's: it ends with the process, however that dies.
record DataDirectory(Path path, String nodeId, FileChannel lock) implements DisposableBean {

    static DataDirectory open(Path path) {
        var directory = path.toAbsolutePath().normalize();
        try {
            Files.createDirectories(directory);
            var lock = lock(directory);
            sweep(directory);
            return new DataDirectory(directory, nodeId(directory), lock);
        } catch (IOException e) {
            throw DataDirectoryRefused.unusable(directory, e);
        }
    }

    private static FileChannel lock(Path directory) throws IOException {
        var file = directory.resolve("lock");
        var channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                channel.truncate(0);
                channel.write(ByteBuffer.wrap(pid().getBytes(StandardCharsets.UTF_8)));
                return channel;
            }
        } catch (OverlappingFileLockException heldByThisProcess) {
            channel.close();
            throw DataDirectoryRefused.inUse(directory, pid());
        }
        var holder = Files.readString(file);
        channel.close();
        throw DataDirectoryRefused.inUse(directory, holder);
    }

    private static String pid() {
        return Long.toString(ProcessHandle.current().pid());
    }

    /// A host name is not unique and a process number does not last, so the node's name is a file.
    private static String nodeId(Path directory) throws IOException {
        var file = directory.resolve("node-id");
        if (!Files.exists(file)) {
            Files.writeString(file, "node-" + UUID.randomUUID());
        }
        return Files.readString(file).strip();
    }

    /// What a killed server was still receiving is of no use to anyone.
    private static void sweep(Path directory) throws IOException {
        PostgresFolder.deleteTree(directory.resolve("tomcat"));
        PostgresFolder.deleteTree(directory.resolve("tmp"));
        Files.createDirectories(directory.resolve("tmp"));
    }

    @Override
    public void destroy() throws IOException {
        lock.close();
    }
}
