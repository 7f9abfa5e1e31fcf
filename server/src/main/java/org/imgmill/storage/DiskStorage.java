package org.imgmill.storage;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.imgmill.links.FileLinks;
import org.imgmill.links.KeyPath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;

/// Objects as files under one folder: written under a temporary name, forced to the disk, then
/// renamed.
///
/// Long: all that is done with one folder.
final class DiskStorage implements Storage {

    private static final Logger log = LoggerFactory.getLogger(DiskStorage.class);

    private final Path root;
    private final FileStore disk;
    private final FileWriter writer;
    private final Path arriving;
    private final FileLinks links;
    private final long reserve;

    /// Unlike any other process's: a folder may be shared over a network.
    private final String process = UUID.randomUUID().toString();

    private final AtomicLong arrivals = new AtomicLong();

    /// Folders with new names in them that are not yet forced to the disk.
    private final Set<Path> unsettled = ConcurrentHashMap.newKeySet();

    /// @param reserve free bytes that no output may use up: a database that cannot write breaks, an
    ///   output can wait
    DiskStorage(Path root, FileLinks links, long reserve) throws IOException {
        this.root = root.toAbsolutePath().normalize();
        this.arriving = this.root.resolve("arriving");
        this.links = links;
        this.reserve = reserve;
        Files.createDirectories(arriving, Permissions.FOLDER);
        // Kept, because finding it reads the table of all mounts.
        this.disk = Files.getFileStore(root);
        this.writer = FileWriter.tried(arrival());
        sweepArriving();
    }

    @Override
    public void put(String key, byte[] bytes, String mediaType) throws IOException {
        var target = path(key);
        requireSpace(bytes.length);
        var folder = root.resolve(key.substring(0, key.indexOf('/')));
        var arrival = arrival();
        try {
            writer.write(arrival, bytes);
            move(arrival, target, folder);
        } catch (IOException e) {
            Files.deleteIfExists(arrival);
            throw e;
        }
        unsettled.add(folder);
    }

    @Override
    public void put(String key, Path file, String mediaType) throws IOException {
        var target = path(key);
        requireSpace(Files.size(file));
        var folder = root.resolve(key.substring(0, key.indexOf('/')));
        var arrival = arrival();
        try {
            FileWriter.copy(file, arrival);
            move(arrival, target, folder);
        } catch (IOException e) {
            Files.deleteIfExists(arrival);
            throw e;
        }
        unsettled.add(folder);
    }

    private void move(Path arrival, Path target, Path folder) throws IOException {
        try {
            Files.move(arrival, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            Files.createDirectories(folder, Permissions.FOLDER);
            unsettled.add(root);
            Files.move(arrival, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    @Override
    public void settle() throws IOException {
        for (var folder : Set.copyOf(unsettled)) {
            unsettled.remove(folder);
            try (var directory = FileChannel.open(folder, READ)) {
                directory.force(true);
            } catch (NoSuchFileException e) {
                log.debug("{} was deleted meanwhile: nothing of it has to survive", folder);
            } catch (IOException e) {
                unsettled.add(folder);
                throw e;
            }
        }
    }

    @Override
    public Optional<Resource> open(String key) {
        if (!ObjectKey.isOne(key)) {
            return Optional.empty();
        }
        var path = path(key);
        return Files.isRegularFile(path)
                ? Optional.of(new FileSystemResource(path))
                : Optional.empty();
    }

    @Override
    public Optional<byte[]> read(String key) throws IOException {
        if (!ObjectKey.isOne(key)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readAllBytes(path(key)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public int deleteSome(String token, int most) throws IOException {
        int deleted = 0;
        var folder = root.resolve(ObjectKey.checkToken(token));
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                if (deleted == most) {
                    return deleted;
                }
                Files.deleteIfExists(file);
                deleted++;
            }
        } catch (NoSuchFileException e) {
            return 0;
        }
        deleteUnlessFilledAgain(folder);
        return deleted;
    }

    @Override
    public int deleteAllBut(String token, Predicate<String> stays) throws IOException {
        int deleted = 0;
        boolean empty = true;
        var folder = root.resolve(ObjectKey.checkToken(token));
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                if (stays.test(token + "/" + KeyPath.key(file.getFileName().toString()))) {
                    empty = false;
                } else if (Files.deleteIfExists(file)) {
                    deleted++;
                }
            }
        } catch (NoSuchFileException e) {
            return 0;
        }
        if (empty) {
            deleteUnlessFilledAgain(folder);
        }
        return deleted;
    }

    private static void deleteUnlessFilledAgain(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            log.debug("{} got another object meanwhile; it goes with the next step", folder);
        }
    }

    @Override
    public void delete(String key) throws IOException {
        Files.deleteIfExists(path(key));
    }

    @Override
    public String link(String key) {
        return links.of(key);
    }

    @Override
    public void check() throws IOException {
        requireSpace(1 << 20);
        var probe = arrival();
        Files.write(probe, new byte[1 << 20], CREATE_NEW, WRITE);
        Files.delete(probe);
    }

    @Override
    public long freeBytes() throws IOException {
        return disk.getUsableSpace();
    }

    private void requireSpace(long bytes) throws IOException {
        if (freeBytes() - bytes < reserve) {
            throw new IOException(
                    "less than %d MB are free where outputs are stored, %s"
                            .formatted(reserve >> 20, root));
        }
    }

    private Path path(String key) {
        var known = ObjectKey.check(key);
        return root.resolve(known.substring(0, known.indexOf('/')))
                .resolve(ObjectKey.fileName(known));
    }

    private Path arrival() {
        return arriving.resolve(process + "-" + arrivals.incrementAndGet());
    }

    /// What a killed server left half-written. Young files may be another node's, where the folder
    /// is shared.
    private void sweepArriving() throws IOException {
        var old = Instant.now().minus(Duration.ofHours(1));
        try (var leftovers = Files.newDirectoryStream(arriving)) {
            for (var leftover : leftovers) {
                if (modified(leftover).isBefore(old)) {
                    Files.deleteIfExists(leftover);
                }
            }
        }
    }

    private static Instant modified(Path file) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (NoSuchFileException e) {
            return Instant.MAX;
        }
    }
}
