package org.imgmill.ops;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.imgmill.node.Folders;
import org.imgmill.node.StartRefused;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.util.FileSystemUtils;

/// The folder a node keeps everything in, held by one process at a time.
///
/// The lock is the operating system's: it ends with the process, however that dies.
///
/// @param isNew whether nothing was kept here before
record DataDirectory(Path path, String nodeId, boolean isNew, FileChannel lock)
        implements DisposableBean {

    private static final String NODE_ID = "node-id";

    /// @throws StartRefused when another process holds it, or it cannot be written to
    static DataDirectory open(Folders folders) {
        var directory = folders.dataDir().toAbsolutePath().normalize();
        try {
            Files.createDirectories(directory);
            var lock = lock(directory);
            sweep(new Folders(directory));
            boolean isNew = !Files.exists(directory.resolve(NODE_ID));
            return new DataDirectory(directory, nodeId(directory), isNew, lock);
        } catch (IOException e) {
            throw unusable(directory, e);
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
            throw inUse(directory, pid());
        }
        var holder = Files.readString(file);
        channel.close();
        throw inUse(directory, holder);
    }

    private static String pid() {
        return Long.toString(ProcessHandle.current().pid());
    }

    /// A host name is not unique and a process number does not last, so a file names the node.
    private static String nodeId(Path directory) throws IOException {
        var file = directory.resolve(NODE_ID);
        if (!Files.exists(file)) {
            Files.writeString(file, "node-" + UUID.randomUUID());
        }
        return Files.readString(file).strip();
    }

    /// What a killed server was still receiving is of no use to anyone.
    private static void sweep(Folders folders) throws IOException {
        FileSystemUtils.deleteRecursively(folders.tomcat());
        FileSystemUtils.deleteRecursively(folders.temporary());
        Files.createDirectories(folders.temporary());
    }

    private static StartRefused inUse(Path directory, String holder) {
        return new StartRefused(
                "imgmill.data-dir=%s is in use by another imgmill (process %s)."
                        .formatted(directory, holder),
                "Stop that one first, or give this one a folder of its own with --imgmill.data-dir.");
    }

    private static StartRefused unusable(Path directory, IOException cause) {
        var why =
                cause instanceof AccessDeniedException
                        ? "permission denied for " + cause.getMessage()
                        : cause.toString();
        return new StartRefused(
                "imgmill.data-dir=%s cannot be used: %s.".formatted(directory, why),
                "Name a folder on a local disk that the user '%s' may write to with --imgmill.data-dir."
                        .formatted(System.getProperty("user.name")),
                cause);
    }

    @Override
    public void destroy() throws IOException {
        lock.close();
    }
}
